package io.tradecache.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Looks into a Redis from outside, and lets time go by in it. Not thread-safe. */
final class RedisProbe implements AutoCloseable {

    private final Jedis redis;

    RedisProbe(URI uri) {
        this.redis = new Jedis(uri);
    }

    Jedis redis() {
        return redis;
    }

    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = redis.scan(cursor, new ScanParams().count(500));
            keys.addAll(page.getResult());
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return keys;
    }

    /** Brings every expiry and every deadline forward, which to a reader is the same as waiting. */
    void pass(Duration time) {
        for (String key : keys()) {
            long left = redis.pttl(key) - time.toMillis();
            if (left <= 0) {
                redis.del(key);
                continue;
            }
            redis.pexpire(key, left);
            if (key.contains("lease:{") && redis.hexists(key, "deadline")) {
                redis.hincrBy(key, "deadline", -time.toMillis());
            }
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
