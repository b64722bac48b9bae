package io.tradecache.redis;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.KeyListing;
import io.tradecache.core.model.cache.KeyPattern;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.StoredEntry;
import io.tradecache.core.port.CacheInspection;
import io.tradecache.core.port.PortException;
import io.tradecache.json.Codec;
import io.tradecache.json.Envelope;
import io.tradecache.json.MalformedJsonException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Looks into Redis, a page at a time, so that Redis serves others in between; after {@value #MOST_PAGES} pages it looks no
 * further. Part of a {@link RedisCache}. Thread-safe.
 */
public final class RedisCacheInspection implements CacheInspection {

    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 100;

    /** A line of what Redis tells of its memory. */
    private static final Pattern USED = Pattern.compile("(?m)^used_memory:(\\d+)");

    private final RedisClient client;
    private final RedisNames names;
    private final Envelope envelope;
    private final RedisFailures failures;

    RedisCacheInspection(RedisSettings settings, RedisClient client, Codec codec, RedisFailures failures) {
        this.client = client;
        this.names = new RedisNames(settings.keyPrefix());
        this.envelope = new Envelope(codec);
        this.failures = failures;
    }

    @Override
    public KeyListing keys(KeyPattern pattern, Predicate<String> wanted, int limit) {
        String beginning = names.valuesFrom("");
        ScanParams params = new ScanParams()
                .match(Sweep.literally(beginning) + pattern.text())
                .count(PAGE);
        // A page may repeat what an earlier one had.
        TreeSet<String> found = new TreeSet<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        int pages = 0;
        do {
            String from = cursor;
            ScanResult<String> page = asked("keys", () -> client.scan(from, params));
            page.getResult().stream()
                    .map(name -> name.substring(beginning.length()))
                    .filter(wanted)
                    .forEach(found::add);
            cursor = page.getCursor();
            pages++;
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START) && pages < MOST_PAGES && found.size() <= limit);
        boolean complete = cursor.equals(ScanParams.SCAN_POINTER_START) && found.size() <= limit;
        return new KeyListing(found.stream().limit(limit).toList(), complete);
    }

    @Override
    public Optional<StoredEntry> stored(CacheKey<?> key) {
        byte[] name = names.value(key);
        return asked("an entry", () -> Optional.ofNullable(client.get(name)))
                .flatMap(value -> entry(key, value))
                .map(entry -> new StoredEntry(
                        entry,
                        Source.SHARED,
                        Duration.ofMillis(Math.max(0, asked("an entry", () -> client.pttl(name))))));
    }

    @Override
    public OptionalLong usedMemory() {
        Matcher used = USED.matcher(asked("its memory", () -> client.info("memory")));
        return used.find() ? OptionalLong.of(Long.parseLong(used.group(1))) : OptionalLong.empty();
    }

    private Optional<CacheEntry<?>> entry(CacheKey<?> key, byte[] value) {
        try {
            return Optional.of(envelope.decode(value, key.type()));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private <R> R asked(String subject, Supplier<R> question) {
        return failures.ask(question)
                .orElseThrow(() -> new PortException.Unavailable(
                        "cache", subject, new NoSuchElementException("Redis does not answer")));
    }
}
