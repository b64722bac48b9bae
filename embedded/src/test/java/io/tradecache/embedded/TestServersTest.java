package io.tradecache.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

class TestServersTest {

    @Test
    void aFreshDatabaseIsEmptyAndSpeaksUtf8() throws SQLException {
        try (TestDatabase database = TestServers.freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(single(statement, "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'"))
                    .isEqualTo("0");
            assertThat(single(statement, "SELECT upper('zürich')")).isEqualTo("ZÜRICH");
        }
    }

    @Test
    void aPreparedDatabaseIsCopiedForEachTestClass() throws SQLException {
        TestServers.Preparation preparation =
                database -> execute(database, "CREATE TABLE asset (symbol text PRIMARY KEY)");

        try (TestDatabase first = TestServers.freshDatabase("assets", preparation);
                TestDatabase second = TestServers.freshDatabase("assets", preparation)) {
            execute(first, "INSERT INTO asset VALUES ('AAPL')");
            try (Connection connection = second.connect();
                    Statement statement = connection.createStatement()) {
                assertThat(single(statement, "SELECT count(*)::text FROM asset"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void aClosedDatabaseIsGone() {
        TestDatabase database = TestServers.freshDatabase();

        database.close();

        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class).hasMessageContaining("does not exist");
    }

    @Test
    void theRoleOfTheApplicationIsNoSuperuser() throws SQLException {
        try (TestDatabase database = TestServers.freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(single(statement, "SHOW is_superuser")).isEqualTo("off");
        }
    }

    @Test
    void eachFreshRedisHasItsOwnKeys() {
        try (RedisClient first = RedisClient.create(TestServers.freshRedis().toString());
                RedisClient second = RedisClient.create(TestServers.freshRedis().toString())) {
            first.set("price:AAPL", "190");

            assertThat(second.get("price:AAPL")).isNull();
            assertThat(first.get("price:AAPL")).isEqualTo("190");
        }
    }

    @Test
    void aKilledRedisComesBackEmptyOnTheSamePort() {
        EmbeddedRedis redis = TestServers.ownRedis();
        try (redis;
                RedisClient client = RedisClient.create(redis.uri().toString())) {
            client.set("price:AAPL", "190");
            int port = redis.port();

            redis.kill();
            assertThatThrownBy(() -> client.get("price:AAPL")).isInstanceOf(JedisConnectionException.class);
            redis.restart();

            assertThat(redis.port()).isEqualTo(port);
            try (RedisClient again = RedisClient.create(redis.uri().toString())) {
                assertThat(again.get("price:AAPL")).isNull();
            }
        }
    }

    private static void execute(TestDatabase database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String single(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
