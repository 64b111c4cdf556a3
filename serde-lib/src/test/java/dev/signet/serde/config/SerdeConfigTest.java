package dev.signet.serde.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.ClientSettings;
import dev.signet.client.Credentials;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.serde.codec.LogicalTypes;
import dev.signet.serde.codec.ReadAs;
import dev.signet.serde.codec.SchemaChoice;
import dev.signet.serde.codec.WireForm;
import dev.signet.serde.codec.WriteAs;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SerdeConfigTest {
    private static final String URL = "http://localhost:8081";

    @Test
    void theDefaultsAreTheUsualOnes() {
        SerdeConfig config = read(Map.of());

        assertThat(config.naming())
                .isEqualTo(new SubjectNaming.Associated(Optional.of(SubjectRule.TOPIC), "-", 1_000, Optional.empty()));
        assertThat(config.idSource()).isEqualTo(new IdSource.HeaderOrPrefix("__value_schema_id"));
        assertThat(config.choiceExpiry()).isEmpty();
        assertThat(config.context()).isEqualTo(Context.DEFAULT);
        assertThat(config.cacheSize()).isEqualTo(1_000);
        assertThat(config.writeAs()).isEqualTo(WriteAs.REGISTERING);
        assertThat(config.readAs()).isEqualTo(ReadAs.GENERIC);
        ClientSettings client = client(config);
        assertThat(client.urls()).hasToString("[http://localhost:8081]");
        assertThat(client.credentials()).isEqualTo(Credentials.NONE);
        assertThat(client.headers()).isEmpty();
        assertThat(client.connectTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(client.readTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(client.retries())
                .isEqualTo(new ClientSettings.Retries(3, Duration.ofSeconds(1), Duration.ofSeconds(20)));
    }

    @Test
    void theFirstWayToAnIdThatIsSetWins() {
        String guid = "095d71cf-1255-6b9d-5e33-0ad575b3df5d";
        Map<String, Object> keys =
                new HashMap<>(Map.of("use.latest.version", "true", "use.schema.guid", guid, "use.schema.id", 7));

        assertThat(choice(keys)).isEqualTo(new SchemaChoice.Register());
        keys.put("auto.register.schemas", "false");
        assertThat(choice(keys)).isEqualTo(new SchemaChoice.UseId(new SchemaId(7), SchemaChoice.Fit.CHECKED));
        keys.put("use.schema.id", -1);
        keys.put("id.compatibility.strict", "false");
        assertThat(choice(keys))
                .isEqualTo(new SchemaChoice.UseGuid(SchemaGuid.parse(guid).orElseThrow(), SchemaChoice.Fit.UNCHECKED));
        keys.remove("use.schema.guid");
        keys.put("use.latest.with.metadata", "env=prod, owner=a=b");
        assertThat(choice(keys))
                .isEqualTo(new SchemaChoice.UseLatestWith(
                        Map.of("env", "prod", "owner", "a=b"), SchemaChoice.Fit.CHECKED));
        keys.remove("use.latest.with.metadata");
        assertThat(choice(keys)).isEqualTo(new SchemaChoice.UseLatest(SchemaChoice.Fit.CHECKED));
        keys.put("latest.compatibility.strict", false);
        assertThat(choice(keys)).isEqualTo(new SchemaChoice.UseLatest(SchemaChoice.Fit.UNCHECKED));
        keys.remove("use.latest.version");
        assertThat(choice(keys)).isEqualTo(new SchemaChoice.LookUp());
    }

    @Test
    void everyOtherKeyIsRead() {
        SerdeConfig config = read(Map.of(
                "normalize.schemas", true,
                "avro.use.logical.type.converters", "TRUE",
                "avro.remove.java.properties", "true",
                "max.schemas.per.subject", "10",
                "signet.context", "lab"));

        assertThat(config.writeAs().normalize()).isEqualTo(Normalize.YES);
        assertThat(config.writeAs().logicalTypes()).isEqualTo(LogicalTypes.CONVERTED);
        assertThat(config.writeAs().javaProperties()).isEqualTo(WriteAs.JavaProperties.REMOVED);
        assertThat(config.readAs().logicalTypes()).isEqualTo(LogicalTypes.CONVERTED);
        assertThat(config.cacheSize()).isEqualTo(10);
        assertThat(config.context()).isEqualTo(new Context(".lab"));
    }

    @Test
    void strategiesAreTakenByNameAndNotLoaded() {
        Map<String, SubjectRule> rules = Map.of(
                "TopicNameStrategy", SubjectRule.TOPIC,
                "RecordNameStrategy", SubjectRule.RECORD,
                "TopicRecordNameStrategy", SubjectRule.TOPIC_RECORD);
        rules.forEach((name, rule) -> {
            for (String prefix : List.of("", "io.confluent.kafka.serializers.subject.")) {
                assertThat(read(Map.of(
                                        "value.subject.name.strategy",
                                        prefix + name,
                                        "key.subject.name.strategy",
                                        "nonsense"))
                                .naming())
                        .isEqualTo(new SubjectNaming.ByRule(rule));
            }
        });
    }

    @Test
    void associatedSubjectsHaveTheirKeys() {
        assertThat(read(Map.of(
                                "value.subject.name.strategy",
                                "io.confluent.kafka.serializers.subject.AssociatedNameStrategy",
                                "subject.name.strategy.fallback.type",
                                "topic_record",
                                "subject.name.strategy.kafka.cluster.id",
                                "lkc-1",
                                "subject.name.strategy.cache.size",
                                "5",
                                "subject.name.strategy.cache.expiry.secs",
                                60))
                        .naming())
                .isEqualTo(new SubjectNaming.Associated(
                        Optional.of(SubjectRule.TOPIC_RECORD), "lkc-1", 5, Optional.of(Duration.ofMinutes(1))));
        assertThat(((SubjectNaming.Associated) read(Map.of("subject.name.strategy.fallback.type", "NONE"))
                                .naming())
                        .fallback())
                .isEmpty();
        assertThatThrownBy(() -> read(Map.of("subject.name.strategy.fallback.type", "TOPICS")))
                .hasMessageContaining(
                        "subject.name.strategy.fallback.type is 'TOPICS', expected TOPIC, RECORD, TOPIC_RECORD or NONE");
    }

    @Test
    void aStrategyOfAnotherLibraryIsRefusedWithWhatToImplement() {
        assertThatThrownBy(() -> read(Map.of("value.subject.name.strategy", String.class)))
                .hasMessageContaining("value.subject.name.strategy is 'java.lang.String', which is not usable here; let"
                        + " it implement dev.signet.serde.naming.SubjectNameStrategy");
        assertThatThrownBy(() -> read(Map.of("value.subject.name.strategy", "com.example.TopicNameStrategy")))
                .hasMessageContaining("value.subject.name.strategy is 'com.example.TopicNameStrategy', expected")
                .hasMessageContaining("implements dev.signet.serde.naming.SubjectNameStrategy");
        assertThatThrownBy(() -> read(Map.of("context.name.strategy", "com.example.Contexts")))
                .hasMessageContaining("name the context with signet.context");
        assertThat(read(Map.of(
                                "context.name.strategy",
                                "io.confluent.kafka.serializers.context.NullContextNameStrategy"))
                        .context())
                .isEqualTo(Context.DEFAULT);
    }

    @Test
    void whatIsFreshForAWhileOnlyIsTheShorterOfTheTwo() {
        Map<String, Object> keys = new HashMap<>(Map.of(
                "auto.register.schemas", false,
                "use.latest.version", true,
                "latest.cache.ttl.sec", 30));
        assertThat(read(keys).choiceExpiry()).contains(Duration.ofSeconds(30));
        keys.put("subject.name.strategy.cache.expiry.secs", 20);
        assertThat(read(keys).choiceExpiry()).contains(Duration.ofSeconds(20));
        keys.put("value.subject.name.strategy", "TopicNameStrategy");
        assertThat(read(keys).choiceExpiry()).contains(Duration.ofSeconds(30));
        keys.put("use.latest.version", false);
        assertThat(read(keys).choiceExpiry()).isEmpty();
    }

    @Test
    void theFormOnTheWireIsNamedByWellKnownClasses() {
        String here = "io.confluent.kafka.serializers.schema.id.";
        assertThat(form(Map.of("value.schema.id.serializer", here + "PrefixSchemaIdSerializer")))
                .isEqualTo(WireForm.ID_PREFIX);
        assertThat(form(Map.of("value.schema.id.serializer", here + "HeaderSchemaIdSerializer")))
                .isEqualTo(WireForm.GUID_HEADER);
        assertThat(form(Map.of("signet.schema.prefix", "guid"))).isEqualTo(WireForm.GUID_PREFIX);
        assertThatThrownBy(() -> read(Map.of(
                        "value.schema.id.serializer", "HeaderSchemaIdSerializer", "signet.schema.prefix", "guid")))
                .hasMessageContaining("remove one");
        assertThatThrownBy(() -> read(Map.of("value.schema.id.serializer", "com.example.Own")))
                .hasMessageContaining("value.schema.id.serializer is 'com.example.Own', expected Prefix");
        assertThat(source("DualSchemaIdDeserializer")).isEqualTo(new IdSource.HeaderOrPrefix("__value_schema_id"));
        assertThat(source(here + "PrefixSchemaIdDeserializer")).isEqualTo(new IdSource.PrefixOnly());
        assertThat(source("HeaderSchemaIdDeserializer")).isEqualTo(new IdSource.HeaderOnly("__value_schema_id"));
        assertThatThrownBy(() -> source("ConfigSchemaIdDeserializer"))
                .hasMessageContaining("use.schema.id or use.schema.guid is missing");
        assertThatThrownBy(() -> source("com.example.Own")).hasMessageContaining("expected Dual");
    }

    private static WireForm form(Map<String, ?> keys) {
        return read(keys).writeAs().form();
    }

    private static IdSource source(String name) {
        return read(Map.of("value.schema.id.deserializer", name)).idSource();
    }

    @Test
    void aRandomServerIsAskedFirstWhenToldSo() {
        Map<String, Object> keys =
                Map.of("schema.registry.url", "http://a,http://b,http://c", "schema.registry.url.randomize", true);
        Set<String> orders = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            orders.add(client(read(keys)).urls().toString());
        }

        assertThat(orders)
                .containsExactlyInAnyOrder(
                        "[http://a, http://b, http://c]",
                        "[http://b, http://c, http://a]",
                        "[http://c, http://a, http://b]");
    }

    @Test
    void theClientsKeysAreReadWithAndWithoutPrefix() {
        ClientSettings client = client(read(Map.of(
                "schema.registry.url",
                List.of("http://a:1", "https://b/base/"),
                "schema.registry.max.retries",
                1,
                "retries.wait.ms",
                "10",
                "schema.registry.retries.max.wait.ms",
                20L,
                "http.connect.timeout.ms",
                30,
                "http.read.timeout.ms",
                40,
                "request.header.X-Team",
                "blue")));

        assertThat(client.urls()).hasToString("[http://a:1, https://b/base]");
        assertThat(client.retries())
                .isEqualTo(new ClientSettings.Retries(1, Duration.ofMillis(10), Duration.ofMillis(20)));
        assertThat(client.connectTimeout()).isEqualTo(Duration.ofMillis(30));
        assertThat(client.readTimeout()).isEqualTo(Duration.ofMillis(40));
        assertThat(client.headers()).isEqualTo(Map.of("X-Team", "blue"));
    }

    @Test
    void credentialsComeFromTheUrlTheKeysOrAToken() {
        assertThat(credentials(Map.of("schema.registry.url", "http://ann:secret@localhost:8081")))
                .isEqualTo(new Credentials.Basic("ann", "secret"));
        assertThat(credentials(Map.of(
                        "basic.auth.credentials.source",
                        "USER_INFO",
                        "schema.registry.basic.auth.user.info",
                        "ann:secret")))
                .isEqualTo(new Credentials.Basic("ann", "secret"));
        assertThat(credentials(Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken")))
                .isEqualTo(new Credentials.Bearer("t0ken"));
    }

    @Test
    void whatCannotBeAHeaderIsNamedByItsKeyAndNotRepeated() {
        assertThatThrownBy(() -> read(Map.of(
                        "request.header.Connection", "s3cret",
                        "request.header.Host", "s3cret",
                        "request.header.X-Team", "s3\ncret",
                        "bearer.auth.credentials.source", "STATIC_TOKEN",
                        "bearer.auth.token", "s3\ncret",
                        "bearer.auth.logical.cluster", "s3\ncret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("request.header.Connection names no header that can be set")
                .hasMessageContaining("request.header.Host names no header that can be set")
                .hasMessageContaining("request.header.X-Team holds a line break")
                .hasMessageContaining("bearer.auth.token holds a line break")
                .hasMessageContaining("bearer.auth.logical.cluster holds a line break")
                .hasMessageNotContaining("s3");
        assertThatThrownBy(() -> read(Map.of(
                        "bearer.auth.credentials.source", "OAUTHBEARER",
                        "bearer.auth.issuer.endpoint.url", "http://ann:s3cret@a host/token",
                        "bearer.auth.client.id", "id",
                        "bearer.auth.client.secret", "s3cret")))
                .hasMessageContaining("bearer.auth.issuer.endpoint.url is not a URL")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void settingsOfTheProducerOfDeadLettersAreShownWithoutTheirValues() {
        ErrorConfig config = ErrorConfig.of(
                Map.of("on.error", "dead-letter", "dead.letter.producer.sasl.jaas.config", "… password=\"s3cret\";"));

        assertThat(config.producer()).hasSize(1);
        assertThat(config).asString().contains("sasl.jaas.config").doesNotContain("s3cret");
    }

    @Test
    void allProblemsAreReportedAtOnceAndNoSecretIsShown() {
        assertThatThrownBy(() -> SerdeConfig.of(
                        Map.of(
                                "auto.register.schemas", "yes",
                                "use.schema.id", "x",
                                "value.subject.name.strategy", "com.example.MyStrategy",
                                "specific.avro.value.type", "com.example.Missing",
                                "max.schemas.per.subject", 0),
                        Side.VALUE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url is missing")
                .hasMessageContaining("auto.register.schemas is 'yes', expected true or false")
                .hasMessageContaining("use.schema.id is 'x', expected a whole number")
                .hasMessageContaining(
                        "value.subject.name.strategy is 'com.example.MyStrategy', expected TopicNameStrategy")
                .hasMessageContaining("names the class com.example.Missing, which is not on the class path")
                .hasMessageContaining("max.schemas.per.subject is 0, expected 1 or more");
        assertThatThrownBy(() -> read(Map.of("schema.registry.url", "ftp://ann:secret@host")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read(Map.of("basic.auth.credentials.source", "USER_INFO")))
                .hasMessageContaining("basic.auth.user.info is missing");
        assertThatThrownBy(() ->
                        read(Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "secret")))
                .hasMessageContaining("expected user:password")
                .hasMessageNotContaining("secret'");
        assertThatThrownBy(() -> read(Map.of(
                        "basic.auth.credentials.source", "URL", "bearer.auth.credentials.source", "OAUTHBEARER")))
                .hasMessageContaining("are both set");
        assertThatThrownBy(() -> read(Map.of("schema.registry.url", "mock://a,http://b")))
                .hasMessageContaining("mixes mock:// with other URLs");
    }

    @Test
    void keysThatLookLikeTheSerdesAndAreNotReadAreToldOf() {
        assertThat(read(Map.of(
                                "auto.regsiter.schemas", "false",
                                "schema.registry.ssl.truststore.loction", "x",
                                "value.subject.naming.strategy", "x",
                                "signet.contxt", "x",
                                "missing.id.cache.ttl.sec", "60",
                                "use.apache.http.client", "false",
                                "key.serializer", "x",
                                "max.in.flight.requests.per.connection", "1",
                                "com.example.anything", "x"))
                        .warnings())
                .containsExactly(
                        "The key 'auto.regsiter.schemas' is not known to Signet's serde and has no effect; did you mean"
                                + " 'auto.register.schemas'?",
                        "The key 'missing.id.cache.ttl.sec' has no effect: what was not found is asked for again",
                        "The key 'schema.registry.ssl.truststore.loction' is not known to Signet's serde and has no"
                                + " effect",
                        "The key 'signet.contxt' is not known to Signet's serde and has no effect; did you mean"
                                + " 'signet.context'?",
                        "The key 'value.subject.naming.strategy' is not known to Signet's serde and has no effect; did"
                                + " you mean 'value.subject.name.strategy'?");
    }

    @Test
    void noKeyOfKafkasClientsIsTakenForTheSerdes() {
        Map<String, Object> all = new HashMap<>();
        ProducerConfig.configNames().forEach(name -> all.put(name, "x"));
        ConsumerConfig.configNames().forEach(name -> all.put(name, "x"));

        assertThat(read(all).warnings()).isEmpty();
    }

    @Test
    void rulesAreRefusedSinceTheyWouldNotBeCarriedOut() {
        assertThatThrownBy(() -> read(Map.of("rule.executors", "encrypt")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rule.executors is 'encrypt', but rules are not executed here");
        assertThat(read(Map.of("validation.rules.execution", "DISABLED", "rule.executors", ""))
                        .warnings())
                .isEmpty();
    }

    private static SchemaChoice choice(Map<String, ?> keys) {
        return read(keys).writeAs().choice();
    }

    private static Credentials credentials(Map<String, ?> keys) {
        return client(read(keys)).credentials();
    }

    private static ClientSettings client(SerdeConfig config) {
        return ((SerdeConfig.Remote) config.registry()).settings();
    }

    private static SerdeConfig read(Map<String, ?> keys) {
        Map<String, Object> all = new HashMap<>(keys);
        all.putIfAbsent("schema.registry.url", URL);
        return SerdeConfig.of(all, Side.VALUE);
    }
}
