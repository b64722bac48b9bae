package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.port.CacheStore;
import io.tradecache.json.Codec;
import io.tradecache.json.Envelope;
import io.tradecache.json.MalformedJsonException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * The shared cache on Redis 6.2 or later. A value is a string of readable JSON under the key's own name; beside it, in the
 * same slot, the hash {@code lease:{<key>}} holds the lease and the lowest version that may be stored. Whatever decides is
 * decided by scripts inside Redis and by its clock, so neither the nodes' clocks nor their pace matter. Both keys always
 * have a time to live.
 *
 * <p>When Redis does not answer, calls fail fast, and after five failures in a row Redis is left alone but for one trial
 * every half second. A thread that has waited in vain for Redis does not wait for it again soon, so that one request pays
 * once, however much it reads. Part of a {@link RedisCache}. Thread-safe.
 */
public final class RedisCacheStore implements CacheStore {

    /** A line of what Redis tells of itself. */
    private static final Pattern RUN = Pattern.compile("(?m)^run_id:(\\w+)");

    private final RedisSettings settings;
    private final RedisClient client;
    private final RedisNames names;
    private final Leases leases;
    private final Invalidations invalidations;
    private final Envelope envelope;
    private final SharedReads reads;
    private final RedisFailures failures;

    RedisCacheStore(
            RedisSettings settings,
            RedisClient client,
            Codec codec,
            Publications publications,
            RedisFailures failures) {
        this.settings = settings;
        this.client = client;
        this.names = new RedisNames(settings.keyPrefix());
        this.leases = new Leases(client, names, settings);
        this.invalidations = new Invalidations(settings, client, codec, publications, failures);
        this.envelope = new Envelope(codec);
        this.failures = failures;
        this.reads = new SharedReads(client::mget, settings.poolWait());
    }

    /**
     * Whether Redis answers at this moment. It is asked even while calls are kept away from it.
     *
     * @return false when it does not within the timeout
     */
    public boolean answers() {
        return RedisFailures.failureOf(client::ping).isEmpty();
    }

    @Override
    public <T> Lookup<T> find(CacheKey<T> key) {
        return failures.call(
                "find",
                key.family(),
                () -> {
                    byte[] value = reads.get(names.value(key));
                    Lookup<T> hit = value == null ? null : hit(key, value);
                    return hit != null ? hit : lease(key, value == null ? Leases.Mode.LOOK : Leases.Mode.DISCARD);
                },
                Lookup.Failure::new);
    }

    @Override
    public <T> Map<CacheKey<T>, Lookup<T>> findAll(Collection<CacheKey<T>> keys) {
        List<CacheKey<T>> distinct = List.copyOf(new LinkedHashSet<>(keys));
        Map<CacheKey<T>, Lookup<T>> answers = new LinkedHashMap<>();
        if (distinct.isEmpty()) {
            return answers;
        }
        Family family = distinct.get(0).family();
        Map<CacheKey<T>, Leases.Mode> missing =
                failures.call("find_all", family, () -> readAll(distinct, answers), reason -> {
                    distinct.forEach(key -> answers.put(key, new Lookup.Failure<>(reason)));
                    return Map.of();
                });
        if (!missing.isEmpty()) {
            answers.putAll(failures.call(
                    "find_all", family, () -> leaseAll(missing), reason -> allFailed(missing.keySet(), reason)));
        }
        return answers;
    }

    @Override
    public <T> Lookup<T> renew(CacheKey<T> key) {
        return failures.call("renew", key.family(), () -> lease(key, Leases.Mode.RENEW), Lookup.Failure::new);
    }

    /** With its JSON; a value that has none is refused when it is stored. */
    @Override
    public <T> CacheEntry<T> prepared(CacheEntry<T> entry) {
        try {
            return envelope.withData(entry);
        } catch (MalformedJsonException e) {
            return entry;
        }
    }

    @Override
    public <T> boolean fill(Lease<T> lease, CacheEntry<T> entry, Duration timeToLive) {
        CacheKey<T> key = lease.key();
        byte[] value = encoded(key, entry);
        if (value == null) {
            release(lease);
            return false;
        }
        List<byte[]> arguments =
                List.of(ascii(lease.token()), ascii(entry.version()), value, ascii(timeToLive.toMillis()));
        return stored("fill", key, Script.FILL, arguments);
    }

    @Override
    public void release(Lease<?> lease) {
        failures.call(
                "release",
                lease.key().family(),
                () -> Script.RELEASE.run(
                        client, new Script.Call(List.of(names.companion(lease.key())), List.of(ascii(lease.token())))),
                reason -> reason);
    }

    @Override
    public boolean invalidate(Invalidation invalidation) {
        return invalidations.tell(invalidation);
    }

    @Override
    public boolean invalidateAll(Collection<Invalidation> all) {
        return invalidations.tellAll(all);
    }

    @Override
    public boolean forgetAll(Collection<String> beginnings, ChangeEvent event) {
        return invalidations.forgetAll(beginnings, event);
    }

    @Override
    public Optional<String> run() {
        return failures.ask(() -> client.info("server"))
                .map(RUN::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    @Override
    public <T> boolean putIfNewer(CacheKey<T> key, CacheEntry<T> entry, Duration timeToLive) {
        byte[] value = encoded(key, entry);
        return value != null
                && stored("put", key, Script.PUT, List.of(ascii(entry.version()), value, ascii(timeToLive.toMillis())));
    }

    /** Puts what is there into the answers, and gives what is to be done for the rest. */
    private <T> Map<CacheKey<T>, Leases.Mode> readAll(List<CacheKey<T>> keys, Map<CacheKey<T>, Lookup<T>> answers) {
        List<byte[]> values = client.mget(keys.stream().map(names::value).toArray(byte[][]::new));
        Map<CacheKey<T>, Leases.Mode> missing = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            CacheKey<T> key = keys.get(i);
            byte[] value = values.get(i);
            Lookup<T> hit = value == null ? null : hit(key, value);
            if (hit != null) {
                answers.put(key, hit);
            } else {
                missing.put(key, value == null ? Leases.Mode.LOOK : Leases.Mode.DISCARD);
            }
        }
        return missing;
    }

    private <T> Map<CacheKey<T>, Lookup<T>> leaseAll(Map<CacheKey<T>, Leases.Mode> missing) {
        return leases.take(missing, this::hitOrFailure);
    }

    private <T> Lookup<T> lease(CacheKey<T> key, Leases.Mode mode) {
        return leaseAll(Map.of(key, mode)).values().iterator().next();
    }

    private <T> Lookup<T> hitOrFailure(CacheKey<T> key, byte[] value) {
        Lookup<T> hit = hit(key, value);
        return hit == null ? new Lookup.Failure<>("unreadable value") : hit;
    }

    /** Null when the value cannot be read. */
    private <T> @Nullable Lookup<T> hit(CacheKey<T> key, byte[] value) {
        try {
            return new Lookup.Hit<>(envelope.decode(value, key.type()), Source.SHARED);
        } catch (MalformedJsonException e) {
            failures.failed("decode", key.family(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Null when the value cannot be written, or is too large to be stored. */
    private byte @Nullable [] encoded(CacheKey<?> key, CacheEntry<?> entry) {
        try {
            byte[] value = envelope.encode(entry);
            if (value.length <= settings.maxValueBytes()) {
                return value;
            }
            failures.failed("store_too_large", key.family(), value.length + " bytes");
        } catch (MalformedJsonException e) {
            failures.failed("encode", key.family(), String.valueOf(e.getMessage()));
        }
        return null;
    }

    private boolean stored(String operation, CacheKey<?> key, Script script, List<byte[]> arguments) {
        List<byte[]> keys = List.of(names.value(key), names.companion(key));
        return failures.call(
                operation,
                key.family(),
                () -> Long.valueOf(1).equals(script.run(client, new Script.Call(keys, arguments))),
                reason -> false);
    }

    private static <T> Map<CacheKey<T>, Lookup<T>> allFailed(Collection<CacheKey<T>> keys, String reason) {
        Map<CacheKey<T>, Lookup<T>> answers = new LinkedHashMap<>();
        keys.forEach(key -> answers.put(key, new Lookup.Failure<>(reason)));
        return answers;
    }

    private static byte[] ascii(Object text) {
        return text.toString().getBytes(US_ASCII);
    }
}
