package io.tradecache.e2e;

import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;

/** What goes wrong with the servers while a soak runs; which and when is decided by a seed. Not thread-safe. */
final class Faults {

    private final EmbeddedRedis redis;
    private final TestDatabase database;
    private final Random random;
    private int count;

    Faults(EmbeddedRedis redis, TestDatabase database, long seed) {
        this.redis = redis;
        this.database = database;
        this.random = new Random(seed);
    }

    int count() {
        return count;
    }

    /** Lets one thing go wrong, and returns when it is over. */
    void next() throws InterruptedException {
        count++;
        switch (random.nextInt(12)) {
            case 0, 1 -> ask(client -> client.clientKill(new ClientKillParams().type(ClientType.PUBSUB)));
            case 2, 3 -> ask(client -> client.clientKill(new ClientKillParams().type(ClientType.NORMAL)));
            case 4, 5 -> ask(Jedis::flushAll);
            case 6 -> ask(Jedis::scriptFlush);
            case 7 -> ask(client -> client.clientPause(300));
            case 8, 9 -> {
                redis.pause();
                TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(900));
                redis.resume();
            }
            case 10 -> {
                redis.kill();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
                redis.restart();
            }
            default -> endSessions();
        }
    }

    private interface Order {
        void give(Jedis client);
    }

    private void ask(Order order) {
        try (Jedis client = new Jedis(redis.uri())) {
            order.give(client);
        } catch (JedisException e) {
            // A killed connection may be this one; the fault took place all the same.
        }
    }

    private void endSessions() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    + " AND backend_type = 'client backend'");
        } catch (SQLException e) {
            throw new IllegalStateException("could not end the sessions", e);
        }
    }
}
