package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.Changes;
import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.compat.Readability;
import dev.signet.schema.format.EntityTags;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.format.SchemaTerms;
import dev.signet.schema.format.TagEdit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checker cannot decide within its work is refused by everybody who asks. */
class UndecidedVerdictTest {
    private static final Subject SUBJECT = Subject.of("s");

    private final Registry registry = new Registry(
            new InMemorySchemaStore(), new SchemaFormats(new TooComplexFormat()), RegistrySettings.DEFAULTS);

    @Test
    void registration_and_both_checks_refuse_it() {
        assertThat(register("first")).isInstanceOf(Answer.Done.class);

        assertRefused(register("second"));
        assertRefused(registry.checkAll(SUBJECT, submission("second"), Normalize.AS_CONFIGURED));
        assertRefused(registry.check(SUBJECT, VersionSelector.LATEST, submission("second"), Normalize.AS_CONFIGURED));
    }

    @Test
    void an_undeletion_refuses_it() {
        register("first");
        registry.register(
                StoreContract.CALLER, SUBJECT, submission("second"), Normalize.AS_CONFIGURED, Enforcement.SKIPPED);
        registry.deleteVersion(StoreContract.CALLER, SUBJECT, VersionSelector.LATEST, Deletion.SOFT);

        assertRefused(
                registry.undeleteVersion(StoreContract.CALLER, SUBJECT, StoreContract.exact(2), Enforcement.ENFORCED));
    }

    private static void assertRefused(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        Refusal refusal = ((Answer.Refused<?>) answer).refusal();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refusal.message()).contains("too complex to be compared", "Split the schema");
        assertThat(refusal.differences()).hasSize(1);
    }

    private Answer<SubjectSchema> register(String text) {
        return registry.register(
                StoreContract.CALLER, SUBJECT, submission(text), Normalize.AS_CONFIGURED, Enforcement.ENFORCED);
    }

    private static Submission submission(String text) {
        return Submission.of(SchemaText.avro(text));
    }

    /** A language in which every text is a schema, and no two can be compared. */
    private static final class TooComplexFormat implements SchemaFormat {
        @Override
        public SchemaType type() {
            return SchemaType.AVRO;
        }

        @Override
        public ParseResult parse(String text, List<ResolvedReference> dependencies, Strictness strictness) {
            return new ParseResult.Parsed(new TooComplexSchema(text));
        }

        @Override
        public SchemaTerms terms(String text) {
            return SchemaTerms.NONE;
        }

        @Override
        public List<EntityTags> tags(String text) {
            return List.of();
        }

        @Override
        public Answer<String> retagged(String text, List<EntityTags> inherited, TagEdit edit) {
            return Answer.done(text);
        }
    }

    private record TooComplexSchema(String canonicalText) implements ParsedSchema {
        @Override
        public SchemaType type() {
            return SchemaType.AVRO;
        }

        @Override
        public String normalizedText() {
            return canonicalText;
        }

        @Override
        public String resolvedText() {
            return canonicalText;
        }

        @Override
        public String recordName() {
            return "";
        }

        @Override
        public List<String> fieldNames() {
            return List.of();
        }

        @Override
        public Changes changesSince(ParsedSchema before) {
            return Changes.NONE;
        }

        @Override
        public Readability readabilityOf(ParsedSchema writer) {
            return new Readability(
                    List.of(new Mismatch(Mismatch.Rule.TOO_COMPLEX, "/", "too many pairs", "a", "b")), List.of());
        }
    }
}
