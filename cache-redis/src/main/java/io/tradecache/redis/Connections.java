package io.tradecache.redis;

import java.time.Duration;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.util.JedisURIHelper;

/** Opens connections as the settings say. */
final class Connections {

    private static final int DEFAULT_PORT = 6379;

    private Connections() {}

    /** A pool; nothing is opened yet. */
    static RedisClient pool(RedisSettings settings) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(settings.connections());
        pool.setMaxIdle(settings.connections());
        pool.setMinIdle(1);
        pool.setMaxWait(settings.poolWait());
        pool.setJmxEnabled(false);
        DefaultJedisClientConfig client = client(settings, settings.timeout(), Duration.ZERO);
        return RedisClient.builder()
                .clientConfig(client)
                .connectionProvider(new Pool(server(settings), client, pool).provider())
                .build();
    }

    /**
     * One open connection to listen on.
     *
     * @param silence how long it may be silent before it counts as broken
     */
    static Jedis listener(RedisSettings settings, Duration connect, Duration silence) {
        return new Jedis(server(settings), client(settings, connect, silence));
    }

    private static HostAndPort server(RedisSettings settings) {
        int port = settings.uri().getPort();
        return new HostAndPort(settings.uri().getHost(), port < 0 ? DEFAULT_PORT : port);
    }

    /** RESP2: nothing of RESP3 is used, and the bundled Redis for Windows has none. */
    private static DefaultJedisClientConfig client(RedisSettings settings, Duration timeout, Duration silence) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .timeoutMillis((int) timeout.toMillis())
                .blockingSocketTimeoutMillis((int) silence.toMillis())
                .database(JedisURIHelper.getDBIndex(settings.uri()))
                .clientName("tradecache")
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (JedisURIHelper.isRedisSSLScheme(settings.uri())) {
            config.sslOptions(SslOptions.defaults());
        }
        String user = JedisURIHelper.getUser(settings.uri());
        String password = JedisURIHelper.getPassword(settings.uri());
        if (password != null) {
            config.user(user == null || user.isEmpty() ? null : user).password(password);
        }
        return config.build();
    }
}
