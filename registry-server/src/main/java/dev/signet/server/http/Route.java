package dev.signet.server.http;

import dev.signet.schema.Answer;

/** What is done for a method and a path. */
@FunctionalInterface
interface Route {
    Answer<Reply> answer(Call call);
}
