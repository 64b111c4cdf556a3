package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LastKnownTest {
    private static final SchemaId ONE = new SchemaId(1);
    private static final SchemaId TWO = new SchemaId(2);
    private static final Subject ORDERS = Subject.of("orders");
    private static final Outage OUTAGE = new Outage(Instant.EPOCH, "database unreachable");

    private Optional<Outage> outage = Optional.empty();
    private final LastKnown lastKnown = new LastKnown(new InMemorySchemaStore(), () -> outage, 10_000);

    @Test
    void in_an_outage_the_last_answer_is_told_and_names_it() {
        read(ONE, done(ONE, false));
        read(ONE, done(ONE, true));
        outage = Optional.of(OUTAGE);

        IdentifiedSchema told =
                read(ONE, LastKnownTest::unreachable).asOptional().orElseThrow();

        assertThat(told.outage()).contains(OUTAGE);
        assertThat(told.usedBy().orElseThrow().deleted()).as("the newest").isTrue();
        outage = Optional.empty();
        assertThat(read(ONE, done(ONE, true)).asOptional().orElseThrow().outage())
                .isEmpty();
    }

    @Test
    void a_store_that_fails_without_an_outage_is_not_covered_up() {
        read(ONE, done(ONE, false));

        assertThatThrownBy(() -> read(ONE, LastKnownTest::unreachable)).isInstanceOf(StoreFailedException.class);
    }

    @Test
    void an_outage_that_is_noticed_by_the_read_itself_is_one() {
        read(ONE, done(ONE, false));

        Answer<IdentifiedSchema> told = read(ONE, () -> {
            outage = Optional.of(OUTAGE);
            throw new StoreFailedException("gone just now");
        });

        assertThat(told.asOptional().orElseThrow().outage()).contains(OUTAGE);
    }

    @Test
    void what_was_not_read_or_is_known_to_be_gone_fails() {
        read(ONE, done(ONE, false));
        read(ONE, () -> ErrorCode.SCHEMA_ID_NOT_FOUND.refused(ONE));
        outage = Optional.of(OUTAGE);

        assertThat(lastKnown.isEmpty()).isTrue();
        assertThatThrownBy(() -> read(ONE, LastKnownTest::unreachable)).isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(() -> read(TWO, LastKnownTest::unreachable)).isInstanceOf(StoreFailedException.class);
    }

    @Test
    void an_id_that_was_asked_for_without_a_subject_is_known_for_every_subject_but_not_the_other_way_round() {
        read(ONE, done(ONE, false));
        read(TWO, Optional.of(ORDERS), done(TWO, false));
        outage = Optional.of(OUTAGE);

        assertThat(read(ONE, Optional.of(ORDERS), LastKnownTest::unreachable).asOptional())
                .isPresent();
        // The subject may have led to another context.
        assertThatThrownBy(() -> read(TWO, LastKnownTest::unreachable)).isInstanceOf(StoreFailedException.class);
    }

    @Test
    void it_keeps_the_most_recently_used_up_to_a_weight() {
        for (int id = 1; id <= 100; id++) {
            read(new SchemaId(id), done(new SchemaId(id), false));
        }

        assertThat(lastKnown.state().weight()).isLessThanOrEqualTo(10_000);
        outage = Optional.of(OUTAGE);
        assertThat(read(new SchemaId(100), LastKnownTest::unreachable).asOptional())
                .isPresent();
        assertThatThrownBy(() -> read(ONE, LastKnownTest::unreachable)).isInstanceOf(StoreFailedException.class);
    }

    private Answer<IdentifiedSchema> read(SchemaId id, Supplier<Answer<IdentifiedSchema>> store) {
        return read(id, Optional.empty(), store);
    }

    private Answer<IdentifiedSchema> read(
            SchemaId id, Optional<Subject> preferred, Supplier<Answer<IdentifiedSchema>> store) {
        return lastKnown.read(Context.DEFAULT, id, preferred, store);
    }

    private static Answer<IdentifiedSchema> unreachable() {
        throw new StoreOutOfReachException(OUTAGE);
    }

    private static Supplier<Answer<IdentifiedSchema>> done(SchemaId id, boolean deleted) {
        SchemaText text = SchemaText.avro("\"string\"");
        SchemaGuid guid = new SchemaGuid(new UUID(7, id.value()));
        SubjectSchema use = new SubjectSchema(ORDERS, new Version(1), id, guid, text, Instant.EPOCH, deleted);
        return () -> Answer.done(new IdentifiedSchema(Context.DEFAULT, id, guid, text, Optional.of(use)));
    }
}
