package dev.signet.broker.policy;

import dev.signet.broker.policy.PolicyKey.Form;
import dev.signet.schema.Context;
import dev.signet.schema.naming.NameStrategy;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of a topic that say what is asked of its records: their names, their values and what these mean. */
public final class PolicyKeys {

    private static final String BROKER_WIDE = " Where it is not set, what is set broker-wide holds, else ";
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);

    static final SideKeys KEY = SideKeys.of(Side.KEY, "off");
    static final SideKeys VALUE = SideKeys.of(Side.VALUE, "auto, and off for topics that begin with '__'");

    static final PolicyKey<ValidationMode> MODE = PolicyKey.oneOf(
            "signet.validation.mode",
            words(ValidationMode.values()),
            "What follows from a record that is not valid. enforce: it is refused, with the batch that it is in."
                    + " monitor: it is counted and reported, and enters the log; for roll-out." + BROKER_WIDE
                    + "enforce.");

    static final PolicyKey<Optional<SubjectNaming>> FALLBACK = PolicyKey.oneOf(
            "signet.subject.name.strategy.fallback",
            fallbacks(),
            "How the subject of a topic is named that nothing is associated with, under the strategy 'associated'."
                    + " none: its records are refused until a subject is associated." + BROKER_WIDE + "topic.");

    static final PolicyKey<Context> CONTEXT = new PolicyKey<>(
            "signet.registry.context",
            Form.TEXT,
            "the name of a context of the registry, such as .lab, or . for the default one",
            "The context of the registry in which schema ids are looked up and subjects live." + BROKER_WIDE + "the"
                    + " default context.",
            PolicyKeys::context);

    static final PolicyKey<Unresolved> UNRESOLVED = PolicyKey.oneOf(
            "signet.validation.unresolved",
            words(Unresolved.values()),
            "What becomes of records whose schema cannot be looked up because the registry has not answered for"
                    + " signet.validation.unresolved.patience.ms. retry: producers are told to send them again."
                    + " refuse: they are refused. accept-unchecked: they enter the log unchecked, which is counted."
                    + BROKER_WIDE + "retry.");

    static final PolicyKey<Duration> PATIENCE = new PolicyKey<>(
            "signet.validation.unresolved.patience.ms",
            Form.NUMBER,
            "a number of milliseconds from 0 to " + LONGEST_PATIENCE.toMillis(),
            "For how many milliseconds the registry has to be out of reach before signet.validation.unresolved applies;"
                    + " until then producers are told to send again." + BROKER_WIDE
                    + Handling.STANDARD.patience().toMillis() + ".",
            PolicyKeys::patience);

    static final PolicyKey<DeletedVersions> DELETED = PolicyKey.oneOf(
            "signet.validation.deleted",
            words(DeletedVersions.values()),
            "What becomes of records whose schema is only left in soft-deleted versions of the subject." + BROKER_WIDE
                    + "accept.");

    static final PolicyKey<Boolean> STRICT = PolicyKey.flag(
            "signet.validation.strict",
            true,
            false,
            "Whether bytes are refused that some readers let pass: text that is not UTF-8, booleans other than 0 and 1."
                    + BROKER_WIDE + "true.");

    static final PolicyKey<Boolean> RECORD_BYTES = PolicyKey.flag(
            "signet.refusals.record.bytes",
            true,
            false,
            "Whether the key or value at fault of refused records, up to 8 KiB of it, is reported to the registry, for"
                    + " whoever may read its refusals."
                    + BROKER_WIDE + "false.");

    private static final List<PolicyKey<?>> ALL = Stream.concat(
                    Stream.concat(VALUE.all(), KEY.all()),
                    Stream.of(MODE, FALLBACK, CONTEXT, UNRESOLVED, PATIENCE, DELETED, STRICT, RECORD_BYTES))
            .toList();

    private PolicyKeys() {}

    /**
     * The settings of one side.
     *
     * @param validation how records are checked
     * @param naming which subject their schemas have to belong to
     * @param nulls whether a null is accepted
     * @param otherValidation the name for {@code validation} in another vendor's broker
     * @param otherNaming the name for {@code naming} there
     */
    record SideKeys(
            PolicyKey<Validation> validation,
            PolicyKey<SubjectNaming> naming,
            PolicyKey<Boolean> nulls,
            PolicyKey<Validation> otherValidation,
            PolicyKey<SubjectNaming> otherNaming) {

        static SideKeys of(Side side, String standard) {
            String word = side.word();
            String validation = "signet." + word + ".validation";
            String naming = "signet." + word + ".subject.name.strategy";
            return new SideKeys(
                    PolicyKey.oneOf(
                            validation,
                            words(Validation.values()),
                            "How the " + word + "s of records are checked before they enter the log. off: never. auto:"
                                    + " in full once the subject exists. id: the schema id has to belong to the"
                                    + " subject. full: and the payload has to be exactly one datum of that schema."
                                    + BROKER_WIDE + standard + "."),
                    PolicyKey.oneOf(
                            naming,
                            words(SubjectNaming.values()),
                            "Which subject the schemas of " + word + "s have to belong to. topic: <topic>-" + word
                                    + ". record: the full name of the record type. topic-record: <topic>-<full name>."
                                    + " associated: the one that the registry associates with the topic, else as"
                                    + " signet.subject.name.strategy.fallback says." + BROKER_WIDE + "associated."),
                    PolicyKey.oneOf(
                            "signet." + word + ".nulls",
                            acceptOrReject(),
                            "What becomes of records without a " + word + (side == Side.VALUE ? " (tombstones)" : "")
                                    + " where " + word + "s are checked." + BROKER_WIDE + "accept."),
                    PolicyKey.flag(
                            "confluent." + word + ".schema.validation",
                            Validation.ID,
                            Validation.OFF,
                            "The same as " + validation + ": true means id, false means off. " + validation
                                    + " wins if both are set."),
                    strategyClass("confluent." + word + ".subject.name.strategy", naming));
        }

        private static PolicyKey<SubjectNaming> strategyClass(String name, String own) {
            return new PolicyKey<>(
                    name,
                    Form.TEXT,
                    PolicyKey.choice(NameStrategy.classNames())
                            + ", alone or with the package io.confluent.kafka.serializers.subject",
                    "The same as " + own + ", by the name of a class, which is never loaded. " + own
                            + " wins if both are set.",
                    text -> NameStrategy.ofClass(text).map(SubjectNaming::of));
        }

        Stream<PolicyKey<?>> all() {
            return Stream.of(validation, naming, nulls, otherValidation, otherNaming);
        }
    }

    /** All of them, in the order in which they are best explained. */
    public static List<PolicyKey<?>> all() {
        return ALL;
    }

    /** The names of all of them. */
    public static Set<String> names() {
        return ALL.stream().map(PolicyKey::name).collect(Collectors.toUnmodifiableSet());
    }

    /** As an enum's constant is written in a setting: {@code TOPIC_RECORD} is {@code topic-record}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] constants) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(
                        PolicyKeys::word, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static Map<String, Optional<SubjectNaming>> fallbacks() {
        Map<String, Optional<SubjectNaming>> words = new LinkedHashMap<>();
        words(SubjectNaming.values()).forEach((word, naming) -> words.put(word, Optional.of(naming)));
        words.remove(word(SubjectNaming.ASSOCIATED));
        words.put("none", Optional.empty());
        return words;
    }

    private static Map<String, Boolean> acceptOrReject() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("accept", true);
        words.put("reject", false);
        return words;
    }

    private static Optional<Context> context(String written) {
        if (written.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Context.named(written)).filter(context -> !context.equals(Context.GLOBAL));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> patience(String text) {
        try {
            return Optional.of(Duration.ofMillis(Long.parseLong(text.strip())))
                    .filter(given -> !given.isNegative() && given.compareTo(LONGEST_PATIENCE) <= 0);
        } catch (NumberFormatException unfit) {
            return Optional.empty();
        }
    }
}
