package io.tradecache.redis;

import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** The connections to one server that are kept open. Thread-safe. */
final class Pool extends ConnectionPool {

    private final HostAndPort server;

    Pool(HostAndPort server, JedisClientConfig client, ConnectionPoolConfig config) {
        super(server, client, config);
        this.server = server;
    }

    HostAndPort server() {
        return server;
    }

    /**
     * Does nothing. The pool would open a connection in place of each broken one while the caller, whose time is up
     * already, waits for it, and print a stack trace when Redis does not answer. The next borrower opens one.
     */
    @Override
    public void addObject() {}
}
