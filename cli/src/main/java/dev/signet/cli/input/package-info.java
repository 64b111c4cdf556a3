/** What users give as files: texts, schemas, and folders of schemas that name one another. */
@NullMarked
package dev.signet.cli.input;

import org.jspecify.annotations.NullMarked;
