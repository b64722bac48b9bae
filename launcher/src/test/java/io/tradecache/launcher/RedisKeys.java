package io.tradecache.launcher;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** What {@code redis-cli} would show of a Redis. Not thread-safe. */
final class RedisKeys implements AutoCloseable {

    private final Jedis redis;

    RedisKeys(URI uri) {
        this.redis = new Jedis(uri);
    }

    /** Every key with its time to live in milliseconds, the cache's housekeeping included. */
    Map<String, Long> all() {
        Map<String, Long> keys = new HashMap<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = redis.scan(cursor, new ScanParams().count(1_000));
            page.getResult().forEach(key -> keys.put(key, redis.pttl(key)));
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return keys;
    }

    /** The same without the housekeeping. */
    Map<String, Long> values() {
        Map<String, Long> keys = all();
        keys.keySet().removeIf(key -> key.startsWith("lease:"));
        return keys;
    }

    /** Says something to all who listen. */
    void publish(String channel, String message) {
        redis.publish(channel, message);
    }

    String get(String key) {
        return redis.get(key);
    }

    @Override
    public void close() {
        redis.close();
    }
}
