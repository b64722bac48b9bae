package io.tradecache.redis;

import java.util.Map;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.providers.ConnectionProvider;

/** The connections that are kept open. Thread-safe. */
final class Pool extends ConnectionPool {

    Pool(HostAndPort server, JedisClientConfig client, ConnectionPoolConfig config) {
        super(server, client, config);
    }

    /**
     * Does nothing. The pool would open a connection in place of each broken one while the caller, whose time is up
     * already, waits for it, and print a stack trace when Redis does not answer. The next borrower opens one.
     */
    @Override
    public void addObject() {}

    ConnectionProvider provider() {
        return new ConnectionProvider() {
            @Override
            public Connection getConnection() {
                return getResource();
            }

            @Override
            public Connection getConnection(CommandArguments arguments) {
                return getResource();
            }

            @Override
            public Map<?, ?> getConnectionMap() {
                return Map.of("redis", Pool.this);
            }

            @Override
            public void close() {
                Pool.this.close();
            }
        };
    }
}
