package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

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

    @Test
    void sentinelsHaveSeveralHostsAndTheNameThatTheyWatch() {
        URI uri = URI.create("redis+sentinel://amelia:s%40cret@one.example:26380,two.example/mymaster/3");

        RedisAddress address = RedisAddress.of(uri);

        assertThat(address.servers())
                .containsExactly(new HostAndPort("one.example", 26380), new HostAndPort("two.example", 26379));
        assertThat(address.watched()).isEqualTo("mymaster");
        assertThat(address.database()).isEqualTo(3);
        assertThat(address.user()).isEqualTo("amelia");
        assertThat(address.password()).isEqualTo("s@cret");
        assertThat(address.toString()).doesNotContain("cret");
        assertThat(RedisSettings.of(uri).address())
                .isEqualTo("redis+sentinel://one.example:26380,two.example/mymaster/3");
    }

    @Test
    void aSingleServerHasItsOwnPortAndDatabase() {
        RedisAddress address = RedisAddress.of(URI.create("redis://:s3cret@[::1]/"));

        assertThat(address.servers()).containsExactly(new HostAndPort("[::1]", 6379));
        assertThat(address.watched()).isNull();
        assertThat(address.database()).isZero();
        assertThat(address.user()).isNull();
        assertThat(address.tls()).isFalse();
        assertThat(RedisAddress.of(WITH_PASSWORD).tls()).isTrue();
        assertThat(RedisAddress.of(WITH_PASSWORD).database()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    redis+cluster://:s3cret@one,two          | Redis Cluster comes later
                    redis+sentinel://:s3cret@one,two         | the name that the sentinels watch
                    redis+sentinel://:s3cret@one,,two/master | a host before each port
                    redis+sentinel://:s3cret@one/master/x    | the database as a number
                    redis://:s3cret@one,two                  | name one host
                    redis://:s3cret@one/1/2                  | no more in its path
                    redis://:s3cret@one:port                 | a port as a number
                    redis://:s3cret@one:70000                | ports from 1 to 65535
                    redis://s3cret@one                       | user:password@
                    redis://:s3cret@                         | name a host
                    redis://:s3 cret@one                     | must be a URI
                    postgres://:s3cret@one                   | begin with redis://
                    """)
    void whatIsWrongWithAUriIsSaidWithoutItsPassword(String uri, String said) {
        assertThatThrownBy(() -> RedisSettings.of(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("cret")
                .hasNoCause();
    }
}
