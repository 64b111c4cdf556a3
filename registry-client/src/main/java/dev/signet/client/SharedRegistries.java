package dev.signet.client;

import dev.signet.client.metrics.FigureBean;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Registry clients that several users share: those who ask with equal settings get the same connections and caches, so
 * that a process with many producers and consumers asks once for each schema. The last one to close closes the
 * connections. Safe for concurrent use.
 */
public final class SharedRegistries {
    /** Whether a registry client shows its figures in JMX, as {@code dev.signet:type=registry,url=...}. */
    public enum Figures {
        SHOWN,
        HIDDEN
    }

    private record Key(ClientSettings settings, int entries, Ageing latest, Figures figures) {}

    private record Shared(CachingSchemaRegistry registry, FigureBean.Registration bean, int users) {
        Shared with(int otherUsers) {
            return new Shared(registry, bean, otherUsers);
        }
    }

    private final Map<Key, Shared> open = new HashMap<>();

    /**
     * The registry of these settings, opened if nobody has it yet; whoever asks closes it.
     *
     * @param entries most entries of each cache, at least 1
     * @param latest how long a subject's latest version is believed
     */
    public synchronized CachingSchemaRegistry open(
            ClientSettings settings, int entries, Ageing latest, Figures figures) {
        Key key = new Key(settings, entries, latest, figures);
        Shared shared = open.get(key);
        if (shared == null) {
            CachingSchemaRegistry registry =
                    new CachingSchemaRegistry(new HttpSchemaRegistry(settings), entries, latest);
            shared = new Shared(registry, bean(key, registry), 0);
        }
        open.put(key, shared.with(shared.users() + 1));
        return shared.registry().sharedBy(() -> release(key));
    }

    private static FigureBean.Registration bean(Key key, CachingSchemaRegistry registry) {
        if (key.figures() == Figures.HIDDEN) {
            return FigureBean.Registration.NONE;
        }
        String urls = key.settings().urls().stream().map(URI::toString).collect(Collectors.joining(","));
        return FigureBean.register("dev.signet:type=registry", Map.of("url", urls), registry.figures());
    }

    private void release(Key key) {
        leave(key).filter(left -> left.users() == 0).ifPresent(ended -> {
            ended.bean().close();
            ended.registry().close();
        });
    }

    private synchronized Optional<Shared> leave(Key key) {
        return Optional.ofNullable(open.computeIfPresent(key, (same, shared) -> shared.with(shared.users() - 1)))
                .map(left -> left.users() == 0 ? open.remove(key) : left);
    }
}
