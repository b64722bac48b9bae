package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.change.Invalidation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/**
 * Reads the lowest versions that may be stored, which show what Redis was told: one script forgets all keys of a change
 * and raises the floor, so a floor that is as high as the change says that all of it was done. Thread-safe.
 */
final class Floors {

    private static final byte[] FLOOR = "floor".getBytes(US_ASCII);

    private final RedisClient client;
    private final RedisNames names;

    Floors(RedisClient client, RedisNames names) {
        this.client = client;
        this.names = names;
    }

    /** Those that no floor shows. A change without versions has none, so it always is among them. */
    List<Invalidation> untold(List<Invalidation> invalidations) {
        List<Optional<Response<byte[]>>> floors = new ArrayList<>();
        try (Pipeline pipeline = client.pipelined()) {
            for (Invalidation invalidation : invalidations) {
                floors.add(versioned(invalidation).map(target -> pipeline.hget(names.companion(target.key()), FLOOR)));
            }
            pipeline.sync();
        }
        List<Invalidation> untold = new ArrayList<>();
        for (int i = 0; i < invalidations.size(); i++) {
            Invalidation invalidation = invalidations.get(i);
            long version = versioned(invalidation).map(Target::version).orElse(Long.MAX_VALUE);
            if (floors.get(i).map(Floors::number).orElse(0L) < version) {
                untold.add(invalidation);
            }
        }
        return untold;
    }

    private static Optional<Target> versioned(Invalidation invalidation) {
        return invalidation.targets().stream()
                .filter(target -> target.version() > 0)
                .findFirst();
    }

    private static long number(Response<byte[]> floor) {
        byte[] digits = floor.get();
        return digits == null ? 0 : Long.parseLong(new String(digits, US_ASCII));
    }
}
