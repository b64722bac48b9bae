package io.tradecache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The servers that tests run against: one PostgreSQL and one Redis per JVM, started at the first use, gone with the JVM.
 * {@code TRADECACHE_TEST_DATABASE_URL} and {@code TRADECACHE_TEST_REDIS_URL} name external ones to use instead;
 * the role of that database must be allowed to create databases and roles, and to set {@code session_replication_role}.
 * Thread-safe.
 */
public final class TestServers {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String DATABASE_VARIABLE = "TRADECACHE_TEST_DATABASE_URL";
    private static final String REDIS_VARIABLE = "TRADECACHE_TEST_REDIS_URL";
    private static final int REDIS_DATABASES = 16;
    private static final AtomicInteger NEXT_REDIS_DATABASE = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new HashMap<>();
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable EmbeddedRedis redis;

    private TestServers() {}

    /** A new, empty database. */
    public static TestDatabase freshDatabase() {
        return created("template1");
    }

    /**
     * A new database that is a copy of one prepared once per JVM under this name: migrate in the preparation, and each
     * test class has the schema within a blink. The preparation must close its connections.
     */
    public static TestDatabase freshDatabase(String template, Preparation preparation) {
        synchronized (TEMPLATES) {
            if (!TEMPLATES.containsKey(template)) {
                TestDatabase prepared = created("template1");
                preparation.prepare(prepared);
                TEMPLATES.put(template, TestDatabaseUrl.name(prepared.jdbcUrl()));
            }
            return created(TEMPLATES.get(template));
        }
    }

    /**
     * The URI of an empty logical database of the shared Redis. There are 16, given out in turn and emptied then; channels
     * are shared by all of them.
     */
    public static URI freshRedis() {
        String external = System.getenv(REDIS_VARIABLE);
        URI server = URI.create(
                external == null || external.isBlank() ? redis().uri().toString() : external);
        int database = NEXT_REDIS_DATABASE.getAndIncrement() % REDIS_DATABASES;
        URI uri = URI.create(server.toString().replaceFirst("^(rediss?://[^/]+).*$", "$1/" + database));
        try {
            RedisWire.flush(uri);
            return uri;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Redis for one test that kills, pauses or fills it; close it, or it goes with the JVM. */
    public static EmbeddedRedis ownRedis() {
        return TestDirectory.start(EmbeddedServersPlan::withoutPostgres).redis().orElseThrow();
    }

    /** A PostgreSQL for one test that kills or pauses it; close it, or it goes with the JVM. */
    public static EmbeddedPostgres ownPostgres() {
        return TestDirectory.start(EmbeddedServersPlan::withoutRedis).postgres().orElseThrow();
    }

    /** One that the server itself is cleaning up just then stays, since only its superuser may interrupt that. */
    static void drop(TestDatabase database) {
        try {
            execute("DROP DATABASE IF EXISTS " + TestDatabaseUrl.name(database.jdbcUrl()) + " WITH (FORCE)");
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof SQLException failure)
                    || !INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                throw e;
            }
        }
    }

    private static TestDatabase created(String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        TestDatabase maintenance = maintenance();
        return new TestDatabase(
                TestDatabaseUrl.renamed(maintenance.jdbcUrl(), name), maintenance.user(), maintenance.password());
    }

    private static void execute(String sql) {
        TestDatabase maintenance = maintenance();
        try (Connection connection =
                        DriverManager.getConnection(maintenance.jdbcUrl(), maintenance.user(), maintenance.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed on " + maintenance, e);
        }
    }

    private static TestDatabase maintenance() {
        String external = System.getenv(DATABASE_VARIABLE);
        if (external != null && !external.isBlank()) {
            return TestDatabaseUrl.parsed(external);
        }
        EmbeddedPostgres server = postgres();
        return new TestDatabase(server.jdbcUrl(), server.user(), server.password());
    }

    private static synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            postgres = ownPostgres();
        }
        return postgres;
    }

    private static synchronized EmbeddedRedis redis() {
        if (redis == null) {
            redis = ownRedis();
        }
        return redis;
    }

    /** Fills a template database, for example by migrating it. */
    public interface Preparation {
        /** Fills the database and closes every connection to it. */
        void prepare(TestDatabase database);
    }
}
