package io.tradecache.redis;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.providers.ConnectionProvider;

/** Connections to the primary, wherever that is: when it moves, those to the former one are closed. Thread-safe. */
final class PrimaryPool implements ConnectionProvider {

    private final Primary primary;
    private final JedisClientConfig client;
    private final ConnectionPoolConfig config;
    private volatile @Nullable Pool pool;
    private boolean closed;

    PrimaryPool(Primary primary, JedisClientConfig client, ConnectionPoolConfig config) {
        this.primary = primary;
        this.client = client;
        this.config = config;
    }

    @Override
    public Connection getConnection() {
        HostAndPort server = primary.server();
        Pool open = pool;
        return (open != null && open.server().equals(server) ? open : moveTo(server)).getResource();
    }

    @Override
    public Connection getConnection(CommandArguments arguments) {
        return getConnection();
    }

    @Override
    public Map<?, ?> getConnectionMap() {
        Pool open = pool;
        return open == null ? Map.of() : Map.of(open.server(), open);
    }

    @Override
    public synchronized void close() {
        closed = true;
        closePool();
    }

    private synchronized Pool moveTo(HostAndPort server) {
        Pool open = pool;
        if (open != null && (closed || open.server().equals(server))) {
            return open;
        }
        closePool();
        Pool opened = new Pool(server, client, config);
        pool = opened;
        if (closed) {
            opened.close();
        }
        return opened;
    }

    private void closePool() {
        Pool open = pool;
        if (open != null) {
            open.close();
        }
    }
}
