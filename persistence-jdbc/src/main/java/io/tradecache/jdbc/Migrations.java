package io.tradecache.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema {@code tradecache} up to date. Its migrations and its history are apart from those of the program that
 * tradecache is part of. Stateless, so that nothing stays open between two calls. Thread-safe.
 */
final class Migrations {

    private static final String SCHEMA = "tradecache";
    private static final String LOCATION = "classpath:io/tradecache/jdbc/migration";

    private final DatabaseSettings settings;

    Migrations(DatabaseSettings settings) {
        this.settings = settings;
    }

    MigrationReport run() {
        return SqlFailures.call("migrate", () -> {
            Flyway flyway = flyway();
            MigrateResult result = flyway.migrate();
            return new MigrationReport(
                    flyway.info().current().getVersion().getVersion(),
                    result.migrations.stream()
                            .map(migration -> migration.version + " " + migration.description)
                            .toList());
        });
    }

    List<String> pending() {
        return SqlFailures.call(
                "find pending migrations",
                () -> Arrays.stream(flyway().info().pending())
                        .map(Migrations::named)
                        .toList());
    }

    private static String named(MigrationInfo migration) {
        return migration.getVersion() + " " + migration.getDescription();
    }

    /** Versions that are newer than this program are let pass, so that nodes can be replaced one after another. */
    private Flyway flyway() {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
                .jdbcProperties(Map.of("ApplicationName", "tradecache migrate"))
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .table("schema_history")
                .placeholderReplacement(false)
                .ignoreMigrationPatterns("*:future")
                .cleanDisabled(true)
                .load();
    }
}
