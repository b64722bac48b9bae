package io.tradecache.http;

import static io.tradecache.http.FieldReader.list;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.KeyListing;
import io.tradecache.core.model.cache.KeyPattern;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.StoredEntry;
import io.tradecache.core.port.PortException;
import io.tradecache.core.rules.InvalidationTable;
import io.tradecache.core.service.CacheAdministration;
import io.tradecache.core.service.RefusedException;
import io.tradecache.http.Problem.Kind;
import io.tradecache.json.Codec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What administrators see of the cache, and do with it. Thread-safe. */
final class CacheRoutes {

    private static final String PATH = Routing.API + "/admin/cache";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");
    private static final int DEFAULT_KEYS = 100;
    private static final int MOST_KEYS = 1_000;
    private static final int MOST_USERS = 50;
    /** A request must end, however much its users have; who wants more asks for fewer users. */
    private static final int MOST_WARMED = 1_000;

    private static final int NO_CONTENT = 204;
    private static final int RATIO_DIGITS = 4;

    private final CacheAdministration cache;
    private final PrometheusTelemetry telemetry;
    private final Bodies bodies;
    private final Answers answers;
    private final Codec codec;

    CacheRoutes(CacheAdministration cache, PrometheusTelemetry telemetry, Bodies bodies, Answers answers, Codec codec) {
        this.cache = cache;
        this.telemetry = telemetry;
        this.bodies = bodies;
        this.answers = answers;
        this.codec = codec;
    }

    /** The counts of a node; the ratio is null before the first read, the memory without a Redis that answers. */
    record Stats(
            long hits,
            long misses,
            @Nullable BigDecimal hitRatio,
            long errors,
            long coalescedLoads,
            long invalidationsPending,
            boolean reachable,
            @Nullable Long usedMemoryBytes,
            List<CacheCounts.OfFamily> families) {}

    /** The keys that were found. */
    record Keys(String pattern, List<String> keys, boolean complete) {}

    /** What is under a key; the size is that of the value's JSON in bytes. */
    record Entry(String key, String tier, long version, Instant storedAt, long ttlMs, int size, Object value) {}

    /** What each operation makes the caches forget. */
    record Matrix(List<InvalidationTable.Row> rows) {}

    void register(RoutesConfig routes) {
        Routing.get(routes, PATH + "/stats", this::stats, Audience.ADMINISTRATORS);
        Routing.get(routes, PATH + "/keys", this::keys, Audience.ADMINISTRATORS);
        Routing.get(routes, PATH + "/entry", this::entry, Audience.ADMINISTRATORS);
        routes.delete(PATH + "/entry", this::forget, Audience.ADMINISTRATORS);
        routes.post(PATH + "/warm", this::warm, Audience.ADMINISTRATORS);
        Routing.get(routes, PATH + "/matrix", this::matrix, Audience.ADMINISTRATORS);
    }

    private void stats(Context ctx) {
        CacheCounts counts = telemetry.cacheCounts();
        boolean reachable = true;
        Long memory = null;
        try {
            OptionalLong used = cache.usedMemory();
            memory = used.isPresent() ? used.getAsLong() : null;
        } catch (PortException.Unavailable e) {
            reachable = false;
        }
        answers.fresh(
                ctx,
                new Stats(
                        counts.hits(),
                        counts.misses(),
                        ratio(counts.hits(), counts.misses()),
                        counts.errors(),
                        counts.coalescedLoads(),
                        counts.pending(),
                        reachable,
                        memory,
                        counts.families()));
    }

    private void keys(Context ctx) {
        Query query = new Query(ctx);
        KeyPattern pattern = query.optional("pattern", KeyPattern::new).orElse(KeyPattern.ALL);
        int limit = query.optional("limit", CacheRoutes::limit).orElse(DEFAULT_KEYS);
        query.close();
        KeyListing listing = cache.keys(pattern, limit);
        answers.fresh(ctx, new Keys(pattern.text(), listing.keys(), listing.complete()));
    }

    private void entry(Context ctx) {
        String key = key(ctx);
        StoredEntry stored = cache.entry(key).orElseThrow(() -> unknown(key));
        Object value = stored.entry().value();
        int size = stored.entry().encoded().orElseGet(() -> codec.encode(value)).length;
        answers.fresh(
                ctx,
                new Entry(
                        key,
                        stored.source() == Source.SHARED ? "redis" : "near",
                        stored.entry().version(),
                        stored.entry().storedAt(),
                        stored.timeToLive().toMillis(),
                        size,
                        value));
    }

    private void forget(Context ctx) {
        String key = key(ctx);
        boolean told = cache.forget(key).orElseThrow(() -> unknown(key));
        if (!told) {
            throw Problem.of(
                            Kind.CACHE_UNAVAILABLE,
                            "The shared cache does not answer: this node alone has forgotten the key. Ask again once"
                                    + " it answers, and all others will")
                    .withHeader("Retry-After", "1")
                    .asException();
        }
        ctx.status(NO_CONTENT).header("Cache-Control", "no-store").removeHeader("Content-Type");
    }

    private void warm(Context ctx) {
        RequestBody body = bodies.read(ctx);
        Field<List<UserId>> users =
                body.required("users", list((field, node) -> new UserId(FieldReader.string(field, node))));
        body.close(Set.of());
        if (users.value().isEmpty() || users.value().size() > MOST_USERS) {
            throw new InvalidFieldException("users", "must name 1 to " + MOST_USERS + " users");
        }
        answers.fresh(ctx, cache.warm(users.value(), MOST_WARMED));
    }

    private void matrix(Context ctx) {
        answers.fresh(ctx, new Matrix(InvalidationTable.rows()));
    }

    private static @Nullable BigDecimal ratio(long hits, long misses) {
        long reads = hits + misses;
        return reads == 0
                ? null
                : BigDecimal.valueOf(hits).divide(BigDecimal.valueOf(reads), RATIO_DIGITS, RoundingMode.HALF_UP);
    }

    private static String key(Context ctx) {
        Query query = new Query(ctx);
        String key = query.required("key", Function.identity()).orElse("");
        query.close();
        return key;
    }

    private static int limit(String asked) {
        if (!NUMBER.matcher(asked).matches() || Integer.parseInt(asked) > MOST_KEYS) {
            throw new InvalidFieldException("limit", "must be a whole number from 1 to " + MOST_KEYS);
        }
        return Integer.parseInt(asked);
    }

    private static RefusedException unknown(String key) {
        return new RefusedException.NotFound("cache entry", key.length() > 200 ? key.substring(0, 200) + "…" : key);
    }
}
