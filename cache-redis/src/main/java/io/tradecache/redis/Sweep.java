package io.tradecache.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Forgets whatever begins in certain ways, looking at all keys a page at a time, so that Redis serves others in between.
 *
 * <p>All leases are voided first, and only then the values are looked for. A single pass over both could come to a lease
 * after its load had stored an old value where the pass had been already. Thread-safe.
 */
final class Sweep {

    private static final int PAGE = 1_000;

    private final RedisClient client;
    private final RedisNames names;

    Sweep(RedisClient client, RedisNames names) {
        this.client = client;
        this.names = names;
    }

    void forget(Collection<String> beginnings) {
        each(beginnings, names::companionsFrom, (pipeline, key) -> pipeline.hdel(key, "token", "deadline"));
        each(beginnings, names::valuesFrom, Pipeline::unlink);
    }

    private void each(
            Collection<String> beginnings,
            UnaryOperator<String> name,
            BiFunction<Pipeline, String, Response<Long>> forget) {
        List<String> named = beginnings.stream().map(name).toList();
        ScanParams all = new ScanParams().match(literally(name.apply("")) + "*").count(PAGE);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = client.scan(cursor, all);
            List<String> keys = page.getResult().stream()
                    .filter(key -> named.stream().anyMatch(key::startsWith))
                    .toList();
            forget(keys, forget);
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }

    private void forget(List<String> keys, BiFunction<Pipeline, String, Response<Long>> forget) {
        if (keys.isEmpty()) {
            return;
        }
        List<Response<Long>> responses = new ArrayList<>();
        try (Pipeline pipeline = client.pipelined()) {
            keys.forEach(key -> responses.add(forget.apply(pipeline, key)));
            pipeline.sync();
        }
        responses.forEach(RedisFailures::unlessOfAnotherType);
    }

    /** For a pattern in which nothing but the text itself fits. */
    static String literally(String text) {
        return text.replaceAll("[*?\\[\\]\\\\^-]", "\\\\$0");
    }
}
