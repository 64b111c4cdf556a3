package dev.signet.client;

import dev.signet.client.metrics.FigureBean;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
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

    private record Key(Object connection, int entries, Ageing ageing) {}

    private record Shared(CachingSchemaRegistry registry, FigureBean.Registration bean, int users) {
        Shared with(int otherUsers) {
            return new Shared(registry, bean, otherUsers);
        }

        Shared shown(List<URI> urls) {
            String text = urls.stream().map(URI::toString).collect(Collectors.joining(","));
            return new Shared(
                    registry,
                    FigureBean.register("dev.signet:type=registry", Map.of("url", text), registry.figures()),
                    users);
        }
    }

    private final Map<Key, Shared> open = new HashMap<>();

    /**
     * The registry of these settings, opened if nobody has it yet; whoever asks closes it.
     *
     * @param connection equal for settings that mean the same; the settings themselves, unless they hold what has no
     *     equality of its own, such as keys of TLS
     * @param entries most entries of each cache, at least 1
     * @param ageing how long an answer that may change is believed
     */
    public synchronized CachingSchemaRegistry open(
            Object connection, ClientSettings settings, int entries, Ageing ageing, Figures figures) {
        Key key = new Key(connection, entries, ageing);
        Shared shared = open.get(key);
        if (shared == null) {
            CachingSchemaRegistry registry =
                    new CachingSchemaRegistry(new HttpSchemaRegistry(settings), entries, ageing);
            shared = new Shared(registry, FigureBean.Registration.NONE, 0);
        }
        if (figures == Figures.SHOWN && shared.bean() == FigureBean.Registration.NONE) {
            shared = shared.shown(settings.urls());
        }
        open.put(key, shared.with(shared.users() + 1));
        return shared.registry().sharedBy(() -> release(key));
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
