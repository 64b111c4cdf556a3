package dev.signet.bench.serde.peer;

import io.apicurio.registry.resolver.client.RegistryArtifactReference;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registry in memory for Apicurio's serde, which registers each named type apart, as an artifact of one version. Not safe
 * for concurrent use.
 */
final class ApicurioMemory implements RegistryClientFacade {
    private static final String VERSION = "1";

    private final List<Artifact> artifacts = new ArrayList<>();

    private record Artifact(String group, String name, String text, List<RegistryArtifactReference> references) {}

    /** The id of a text that stands alone. */
    int add(String text) {
        return add(new Artifact("", "", text, List.of()));
    }

    private int add(Artifact artifact) {
        if (!artifacts.contains(artifact)) {
            artifacts.add(artifact);
        }
        return artifacts.indexOf(artifact) + 1;
    }

    @Override
    public RegistryVersionCoordinates createSchema(
            String type,
            @Nullable String group,
            String name,
            @Nullable String version,
            String ifExists,
            boolean canonical,
            String text,
            @Nullable Set<RegistryArtifactReference> references) {
        String named = Objects.requireNonNullElse(group, "");
        long id = add(new Artifact(named, name, text, references == null ? List.of() : List.copyOf(references)));
        return RegistryVersionCoordinates.create(id, id, group, name, VERSION);
    }

    @Override
    public String getSchemaByContentId(Long id) {
        return get(id).text();
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentId(long id) {
        return get(id).references();
    }

    @Override
    public String getSchemaByGlobalId(long id, boolean dereference) {
        return get(id).text();
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGlobalId(long id) {
        return get(id).references();
    }

    @Override
    public String getSchemaByGAV(@Nullable String group, String name, String version) {
        return get(group, name).text();
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGAV(@Nullable String group, String name, String version) {
        return get(group, name).references();
    }

    @Override
    public RegistryVersionCoordinates getVersionCoordinatesByGAV(@Nullable String group, String name, String version) {
        long id = artifacts.indexOf(get(group, name)) + 1L;
        return RegistryVersionCoordinates.create(id, id, group, name, VERSION);
    }

    private Artifact get(long id) {
        return artifacts.get((int) id - 1);
    }

    private Artifact get(@Nullable String group, String name) {
        String named = Objects.requireNonNullElse(group, "");
        return artifacts.stream()
                .filter(artifact ->
                        artifact.group().equals(named) && artifact.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<RegistryVersionCoordinates> searchVersionsByContent(
            String text, String type, ArtifactReference artifact, boolean canonical) {
        throw unasked();
    }

    @Override
    public String getSchemaByContentHash(String hash) {
        throw unasked();
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentHash(String hash) {
        throw unasked();
    }

    @Override
    public Object getClient() {
        return this;
    }

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException("the serde registers, and asks for schemas by id or name");
    }
}
