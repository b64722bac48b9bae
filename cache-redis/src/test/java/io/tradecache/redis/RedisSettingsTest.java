package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    private static final URI WITH_PASSWORD = URI.create("rediss://amelia:s3cret@cache.example:6380/2");

    @Test
    void thePasswordIsNeverShown() {
        RedisSettings settings = RedisSettings.of(WITH_PASSWORD);

        assertThat(settings.toString()).doesNotContain("s3cret").contains("rediss://cache.example:6380/2");
        assertThat(settings.address()).isEqualTo("rediss://cache.example:6380/2");
    }

    @Test
    void theDefaultsSuitALocalNetwork() {
        RedisSettings settings = RedisSettings.of(URI.create("redis://localhost"));

        assertThat(settings.keyPrefix()).isEmpty();
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.poolWait()).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.floor()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.maxValueBytes()).isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "localhost:6379", "redis:///1"})
    void anAddressThatIsNoRedisIsRefusedWithoutRepeatingIt(String uri) {
        assertThatThrownBy(() -> RedisSettings.of(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Redis URI must");
    }

    @Test
    void aPrefixWithBracesIsRefused() {
        RedisSettings settings = RedisSettings.of(WITH_PASSWORD);

        assertThatThrownBy(() -> settings.withKeyPrefix("{prod}:")).hasMessageContaining("braces");
    }

    @Test
    void nothingMayBeZero() {
        RedisSettings settings = RedisSettings.of(WITH_PASSWORD);

        assertThatThrownBy(() -> settings.withTimeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> settings.withConnections(0)).hasMessageContaining("connections");
        assertThatThrownBy(() -> settings.withMaxValueBytes(0)).hasMessageContaining("largest value");
    }
}
