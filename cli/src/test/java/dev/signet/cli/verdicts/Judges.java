package dev.signet.cli.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.cli.verdicts.Lineage.Candidate;
import dev.signet.client.ClientSettings;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.HttpSignetRegistry;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.CompatibilityReport;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SignetRegistry;
import dev.signet.client.SignetRegistry.Applying;
import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.rest.ChangeReply;
import dev.signet.schema.rest.ChangeSetReply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Everybody who can be asked about a schema over one registry. Not for sharing. */
final class Judges implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final SchemaRegistry registry;
    private final SignetRegistry signet;
    private final GateJudges gates;
    private int asked;

    Judges(URI address, Path folder) {
        ClientSettings settings = ClientSettings.of(address).withTimeouts(Duration.ofSeconds(10), PATIENCE);
        this.address = address;
        this.registry = new HttpSchemaRegistry(settings);
        this.signet = new HttpSignetRegistry(settings);
        this.gates = new GateJudges(settings, signet, folder);
    }

    /** How many verdicts were asked for. */
    int asked() {
        return asked;
    }

    /**
     * Asks the checker, the compatibility endpoint, the gate by the registry and the gate by an export about a schema and registers it then. All must say what
     * the bulk dry run has said before.
     */
    Judged agree(Lineage lineage, Candidate candidate, CompatibilityLevel level, Judged dryRun, String what) {
        Judged checker = lineage.judge(candidate, level);
        assertThat(dryRun).as("bulk dry run and checker: %s", what).isEqualTo(checker);
        Answer<CompatibilityReport> report = registry.check(lineage.subject(), candidate.submission(), Normalize.NO);
        assertThat(Judged.ofReport(report)).as("endpoint and checker: %s", what).isEqualTo(checker);
        gates.assertThatRegistryAndLockSay(checker, lineage, candidate, what);
        Judged registered =
                Judged.ofRegistration(registry.register(lineage.subject(), candidate.submission(), Normalize.NO));
        assertThat(registered).as("registration and checker: %s", what).isEqualTo(checker);
        asked += 6;
        return registered;
    }

    /** The gate by the git history of the schemas that were accepted at a level. */
    void agreeWithGit(Lineage lineage, Candidate candidate, CompatibilityLevel level, Judged said, String what) {
        gates.assertThatGitSays(said, lineage, candidate, level, what);
        asked++;
    }

    /** What would come of these schemas, one after the other, if the level were this one. */
    List<Judged> dryRun(Lineage lineage, List<Candidate> candidates, Optional<CompatibilityLevel> level) {
        ArrayNode changes = JsonNodeFactory.instance.arrayNode();
        candidates.forEach(candidate -> changes.add(change(lineage, candidate)));
        level.ifPresent(wanted -> changes.add(change(lineage.subject(), wanted)));
        return changes(changes, Applying.DRY_RUN).stream()
                .limit(candidates.size())
                .map(Judged::of)
                .toList();
    }

    private static ObjectNode change(Lineage lineage, Candidate candidate) {
        ObjectNode change = JsonNodeFactory.instance
                .objectNode()
                .put("subject", lineage.subject().qualified())
                .put("schema", candidate.text());
        ArrayNode references = change.putArray("references");
        candidate
                .submission()
                .references()
                .forEach(reference -> references
                        .addObject()
                        .put("name", reference.name())
                        .put("subject", reference.subject())
                        .put("version", reference.version()));
        return change;
    }

    private static ObjectNode change(Subject subject, CompatibilityLevel level) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("subject", subject.qualified());
        change.putObject("config").put("compatibility", level.name());
        return change;
    }

    void setLevel(Subject subject, CompatibilityLevel level) {
        ArrayNode changes = JsonNodeFactory.instance.arrayNode().add(change(subject, level));
        assertThat(changes(changes, Applying.ALL_OR_NONE))
                .singleElement()
                .extracting(ChangeReply::outcome)
                .isEqualTo("CONFIGURED");
    }

    /** Soft-deletes a version, unless something refers to it. */
    boolean delete(Subject subject, Version version) {
        String name = URLEncoder.encode(subject.qualified(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        address.resolve("/subjects/" + name + "/versions/" + version.number()))
                .DELETE()
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private List<ChangeReply> changes(ArrayNode changes, Applying applying) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().set("changes", changes);
        ChangeSetReply reply = signet.changes(body.toString().getBytes(StandardCharsets.UTF_8), applying)
                .asOptional()
                .orElseThrow();
        return Objects.requireNonNull(reply.changes());
    }

    @Override
    public void close() {
        signet.close();
        registry.close();
    }
}
