package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.Footprint.Removal;
import dev.signet.server.registry.Resource;
import dev.signet.server.registry.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Locks a footprint. The order is the same for everybody: scopes, resources with associations, subjects, referenced
 * versions, contents; inside each by key. Associations have no locks of their own: who writes them holds the resource,
 * so that its associations agree with each other, and the subjects, so that who deletes a subject sees them. Each statement of the round trip sees what was committed when it starts, so what is read after the locks is
 * what they protect.
 */
final class Locks {
    private Locks() {}

    static void add(RoundTrip trip, Footprint footprint) {
        trip.add(scopes(footprint));
        if (!footprint.resources().isEmpty()) {
            trip.add(resources(footprint));
        }
        trip.add(missingRows(footprint));
        if (!footprint.subjects().isEmpty()) {
            trip.add(subjects(footprint));
            if (footprint.removal() != Removal.NONE) {
                trip.add(ownVersions(footprint));
            }
        }
        List<Target> pinned =
                footprint.targets().stream().filter(Target::isPinned).toList();
        if (!pinned.isEmpty()) {
            trip.add(targets(pinned));
        }
        if (!footprint.contents().isEmpty()) {
            trip.add(contents(footprint));
        }
        if (footprint.removal() == Removal.OF_CONTENTS) {
            trip.add(ownContents(footprint));
        }
    }

    /** Advisory locks: a queue that is fair to a change of level under steady registrations, see docs/adr/0005. */
    private static Statement scopes(Footprint footprint) {
        Collection<Context> contexts = footprint.contexts();
        List<Boolean> changing = new ArrayList<>();
        contexts.forEach(context -> changing.add(footprint.changedContexts().contains(context)));
        return Statement.of("""
                        SELECT CASE WHEN l.changing THEN pg_advisory_xact_lock(l.key)::text
                                    ELSE pg_advisory_xact_lock_shared(l.key)::text END
                          FROM (SELECT key, changing
                                  FROM unnest(:keys, :changing) AS w (key, changing)
                                 ORDER BY key) AS l
                        """).longs("keys", Names.each(contexts, Locks::key)).flags("changing", changing);
    }

    /** Advisory, too: a resource without associations has no row. By id and by name, for both are taken only once. */
    private static Statement resources(Footprint footprint) {
        Set<Long> keys = new TreeSet<>();
        for (Resource resource : footprint.resources()) {
            keys.add(key("signet resource id " + resource.id()));
            keys.add(key("signet resource name " + resource.namespace() + "\n" + resource.name()));
        }
        return Statement.of("""
                        SELECT pg_advisory_xact_lock(l.key)::text
                          FROM (SELECT key FROM unnest(:keys) AS w (key) ORDER BY key) AS l
                        """).longs("keys", keys);
    }

    private static Long key(Context context) {
        return key("signet scope " + context.name());
    }

    private static Long key(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", missing);
        }
    }

    /** A subject must have a row to be locked by, and its context one to be named by. */
    private static Statement missingRows(Footprint footprint) {
        return Names.subjects(Statement.of("""
                        WITH missing AS (
                             INSERT INTO signet.contexts (name)
                             SELECT name FROM unnest(:scopes) AS w (name) ORDER BY name COLLATE "C"
                                 ON CONFLICT DO NOTHING)
                        INSERT INTO signet.subjects (context, name)
                        SELECT context, name FROM unnest(:contexts, :subjects) AS w (context, name)
                         ORDER BY context COLLATE "C", name COLLATE "C"
                            ON CONFLICT DO NOTHING
                        """), footprint.subjects())
                .texts("scopes", Names.contexts(footprint.contexts()));
    }

    private static Statement subjects(Footprint footprint) {
        return Names.subjects(Statement.of("""
                        SELECT 1
                          FROM signet.subjects s
                          JOIN unnest(:contexts, :subjects) AS w (context, name)
                            ON s.context = w.context AND s.name = w.name
                         ORDER BY s.context, s.name
                           FOR UPDATE OF s
                        """), footprint.subjects());
    }

    private static Statement ownVersions(Footprint footprint) {
        return Names.subjects(Statement.of("""
                        SELECT 1
                          FROM signet.versions v
                          JOIN unnest(:contexts, :subjects) AS w (context, subject)
                            ON v.context = w.context AND v.subject = w.subject
                         ORDER BY v.context, v.subject, v.version
                           FOR UPDATE OF v
                        """), footprint.subjects());
    }

    private static Statement targets(List<Target> pinned) {
        return Names.targets(Statement.of("""
                        SELECT 1
                          FROM signet.versions v
                          JOIN unnest(:contexts, :subjects, :versions) AS w (context, subject, version)
                            ON v.context = w.context AND v.subject = w.subject AND v.version = w.version
                         ORDER BY v.context, v.subject, v.version
                           FOR SHARE OF v
                        """), pinned);
    }

    /** Weak enough for any number of registrations to use one content, strong enough to keep a hard delete away. */
    private static Statement contents(Footprint footprint) {
        return Names.contents(Statement.of("""
                        SELECT 1
                          FROM signet.contents c
                          JOIN unnest(:contexts, :guids) AS w (context, guid)
                            ON c.context = w.context AND c.guid = w.guid
                         ORDER BY c.context, c.guid
                           FOR KEY SHARE OF c
                        """), footprint.contents());
    }

    private static Statement ownContents(Footprint footprint) {
        return Names.subjects(Statement.of("""
                        SELECT 1
                          FROM signet.contents c
                         WHERE (c.context, c.guid) IN (
                               SELECT i.context, i.guid
                                 FROM signet.versions v
                                 JOIN unnest(:contexts, :subjects) AS w (context, subject)
                                   ON v.context = w.context AND v.subject = w.subject
                                 JOIN signet.schema_ids i ON i.context = v.context AND i.id = v.id)
                         ORDER BY c.context, c.guid
                           FOR UPDATE OF c
                        """), footprint.subjects());
    }
}
