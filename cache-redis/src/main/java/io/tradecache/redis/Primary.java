package io.tradecache.redis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/**
 * Which Redis may be written to: always the same one, or the one that the sentinels name at this moment. Whoever holds a
 * connection compares its address with this one before using it, and makes a new one when they differ. Thread-safe.
 */
final class Primary {

    private static final Logger LOG = LoggerFactory.getLogger(Primary.class);

    private final RedisSettings settings;
    private final RedisAddress address;
    private volatile @Nullable HostAndPort current;

    Primary(RedisSettings settings) {
        this.settings = settings;
        this.address = RedisAddress.of(settings.uri());
        this.current = address.watched() == null ? address.servers().get(0) : null;
    }

    /** Where it is; a failure of Redis when no sentinel has said so yet. */
    HostAndPort server() {
        HostAndPort known = current;
        if (known == null) {
            throw RedisFailures.noPrimary();
        }
        return known;
    }

    /** Whether something is connected to where the primary is now, as far as that is known. */
    boolean isAt(HostAndPort server) {
        HostAndPort known = current;
        return known == null || known.equals(server);
    }

    boolean isWatched() {
        return address.watched() != null;
    }

    /** Asks the sentinels, the first that answers is believed. When none does, the primary is taken to be where it was. */
    void look() {
        String name = address.watched();
        if (name == null) {
            return;
        }
        for (HostAndPort sentinel : address.servers()) {
            Optional<HostAndPort> named = RedisFailures.answerOf(() -> ask(sentinel, name));
            if (named.isPresent()) {
                moveTo(named.get());
                return;
            }
        }
    }

    private @Nullable HostAndPort ask(HostAndPort sentinel, String name) {
        try (Jedis redis = Connections.sentinel(settings, sentinel)) {
            List<String> named = redis.sentinelGetMasterAddrByName(name);
            return named == null || named.size() < 2
                    ? null
                    : new HostAndPort(named.get(0), Integer.parseInt(named.get(1)));
        }
    }

    private void moveTo(HostAndPort named) {
        HostAndPort before = current;
        if (!named.equals(before)) {
            LOG.info("The sentinels name {} as the primary, before that {}", named, before);
            current = named;
        }
    }
}
