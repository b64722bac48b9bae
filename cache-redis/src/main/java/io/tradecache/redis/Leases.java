package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.UnifiedJedis;

/** Takes leases. Thread-safe. */
final class Leases {

    /** A load that takes longer than this many leases cannot store its value any more. */
    private static final int REMEMBERED_LEASES = 10;

    private final UnifiedJedis client;
    private final RedisNames names;
    private final byte[] leaseMillis;
    private final byte[] rememberedMillis;
    private final String node = UUID.randomUUID().toString();
    private final AtomicLong loads = new AtomicLong();

    Leases(UnifiedJedis client, RedisNames names, RedisSettings settings) {
        this.client = client;
        this.names = names;
        this.leaseMillis = ascii(settings.lease().toMillis());
        this.rememberedMillis = ascii(settings.lease().toMillis() * REMEMBERED_LEASES);
    }

    /** What happens to a value that is there. */
    enum Mode {
        /** It is the answer. */
        LOOK,
        /** It is forgotten, since it cannot be read. */
        DISCARD,
        /** It stays, and there is a lease all the same. */
        RENEW;

        byte[] text() {
            return ascii(name().toLowerCase(Locale.ROOT));
        }
    }

    /** Reads a value that came while the lease was asked for. */
    @FunctionalInterface
    interface Reading {
        <T> Lookup<T> read(CacheKey<T> key, byte[] value);
    }

    <T> Map<CacheKey<T>, Lookup<T>> take(Map<CacheKey<T>, Mode> modes, Reading reading) {
        List<CacheKey<T>> asked = List.copyOf(modes.keySet());
        List<String> tokens = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> arguments = new ArrayList<>(List.of(leaseMillis, rememberedMillis));
        modes.forEach((key, mode) -> {
            String token = node + ":" + loads.incrementAndGet();
            tokens.add(token);
            keys.add(names.value(key));
            keys.add(names.companion(key));
            arguments.add(mode.text());
            arguments.add(ascii(token));
        });
        List<?> replies = (List<?>) Script.LEASE.run(client, new Script.Call(keys, arguments));
        Map<CacheKey<T>, Lookup<T>> answers = new LinkedHashMap<>();
        for (int i = 0; i < replies.size(); i++) {
            CacheKey<T> key = asked.get(i);
            answers.put(key, answer(key, tokens.get(i), replies.get(i), reading));
        }
        return answers;
    }

    private static <T> Lookup<T> answer(CacheKey<T> key, String token, Object reply, Reading reading) {
        if (reply instanceof byte[] value) {
            return reading.read(key, value);
        }
        long heldMillis = (Long) reply;
        return heldMillis == 0
                ? new Lookup.Leased<>(new Lease<>(key, token))
                : new Lookup.HeldElsewhere<>(Duration.ofMillis(heldMillis));
    }

    private static byte[] ascii(Object text) {
        return text.toString().getBytes(US_ASCII);
    }
}
