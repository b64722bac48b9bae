package io.tradecache.e2e;

import io.tradecache.jdbc.DatabaseSettings;
import io.tradecache.redis.RedisSettings;
import java.net.URI;
import java.time.Duration;

/**
 * Where the nodes of a test find their servers, in a form that can be handed to another process. Immutable.
 *
 * @param jdbcUrl the database
 * @param user its role
 * @param password its password
 * @param redis the Redis
 */
record Servers(String jdbcUrl, String user, String password, URI redis) {

    DatabaseSettings database() {
        return DatabaseSettings.of(jdbcUrl).as(user, password).withConnectionTimeout(Duration.ofSeconds(5));
    }

    RedisSettings cache() {
        return RedisSettings.of(redis);
    }

    /** The database as a server's command line takes it. */
    String libpqUrl() {
        return jdbcUrl.replace("jdbc:postgresql://", "postgresql://" + user + ":" + password + "@");
    }

    String[] words() {
        return new String[] {jdbcUrl, user, password, redis.toString()};
    }

    static Servers of(String[] words) {
        return new Servers(words[0], words[1], words[2], URI.create(words[3]));
    }
}
