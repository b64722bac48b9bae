package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.KeyPattern;
import io.tradecache.core.port.CacheInspection;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.Telemetry;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.Codec;
import io.tradecache.testkit.CacheInspectionContract;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisCacheInspectionTest implements CacheInspectionContract {

    private final URI uri = TestServers.freshRedis();
    private final RedisCache cache = RedisCache.connect(RedisSettings.of(uri), new Codec(), Telemetry.NONE);
    private final RedisProbe probe = new RedisProbe(uri);

    @AfterEach
    void close() {
        probe.close();
        cache.close();
    }

    @Override
    public CacheStore looked() {
        return cache.store();
    }

    @Override
    public CacheInspection inspection() {
        return cache.inspection();
    }

    @Test
    void redisSaysHowMuchMemoryItUses() {
        assertThat(inspection().usedMemory().orElseThrow()).isGreaterThan(100_000);
    }

    @Test
    void aValueThatCannotBeReadIsNone() {
        probe.redis().set(numbered(1).text(), "not json");

        assertThat(inspection().stored(numbered(1))).isEmpty();
    }

    @Test
    void aRedisThatDoesNotAnswerIsSaidToBeUnavailable() {
        try (RedisCache nowhere =
                RedisCache.connect(RedisSettings.of(URI.create("redis://127.0.0.1:1")), new Codec(), Telemetry.NONE)) {
            assertThatThrownBy(() -> nowhere.inspection().keys(KeyPattern.ALL, key -> true, 1))
                    .isInstanceOf(PortException.Unavailable.class)
                    .hasMessageContaining("cache unavailable");
        }
    }
}
