package dev.signet.cli.moving;

import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;

/** Where the REST contract keeps things. */
final class RestPaths {
    private RestPaths() {}

    static String subject(Subject subject) {
        // A path may not have an empty segment; with its context an empty name has one.
        String written = subject.qualified().isEmpty() ? ":.:" : subject.qualified();
        return "/subjects/" + RestWire.encoded(written);
    }

    static String version(VersionName named) {
        return subject(named.subject()) + "/versions/" + named.version();
    }

    static String config(Subject scope) {
        return "/config" + scope(scope);
    }

    static String mode(Subject scope) {
        return "/mode" + scope(scope);
    }

    static String resource(ExportItem.Resource resource) {
        return "/associations/resources/" + RestWire.encoded(resource.id());
    }

    private static String scope(Subject scope) {
        return scope.qualified().isEmpty() ? "" : "/" + RestWire.encoded(scope.qualified());
    }
}
