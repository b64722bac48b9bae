package io.tradecache.redis;

import java.time.Duration;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;

/** Opens connections as the settings say. */
final class Connections {

    /** How long a sentinel may take; nobody waits for it but the loop that asks. */
    private static final Duration SENTINEL = Duration.ofMillis(200);

    private Connections() {}

    /** A pool; nothing is opened yet. */
    static RedisClient pool(RedisSettings settings, Primary primary) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(settings.connections());
        pool.setMaxIdle(settings.connections());
        pool.setMinIdle(1);
        pool.setMaxWait(settings.poolWait());
        pool.setJmxEnabled(false);
        DefaultJedisClientConfig client = client(settings, settings.timeout(), Duration.ZERO);
        return RedisClient.builder()
                .clientConfig(client)
                .connectionProvider(new PrimaryPool(primary, client, pool))
                .build();
    }

    /** One connection of its own, for sending. */
    static Jedis sender(RedisSettings settings, HostAndPort server, Duration timeout) {
        return new Jedis(server, client(settings, timeout, Duration.ZERO));
    }

    /**
     * One open connection to listen on.
     *
     * @param silence how long it may be silent before it counts as broken
     */
    static Jedis listener(RedisSettings settings, HostAndPort server, Duration connect, Duration silence) {
        return new Jedis(server, client(settings, connect, silence));
    }

    /** A connection to a sentinel, which is asked without user and password: those are the server's. */
    static Jedis sentinel(RedisSettings settings, HostAndPort sentinel) {
        return new Jedis(sentinel, plain(settings, SENTINEL).build());
    }

    private static DefaultJedisClientConfig client(RedisSettings settings, Duration timeout, Duration silence) {
        RedisAddress address = RedisAddress.of(settings.uri());
        DefaultJedisClientConfig.Builder config = plain(settings, timeout)
                .blockingSocketTimeoutMillis((int) silence.toMillis())
                .database(address.database());
        if (address.password() != null) {
            config.user(address.user()).password(address.password());
        }
        return config.build();
    }

    /** RESP2: nothing of RESP3 is used, and the bundled Redis for Windows has none. */
    private static DefaultJedisClientConfig.Builder plain(RedisSettings settings, Duration timeout) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .timeoutMillis((int) timeout.toMillis())
                .clientName("tradecache")
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (RedisAddress.of(settings.uri()).tls()) {
            config.sslOptions(SslOptions.defaults());
        }
        return config;
    }
}
