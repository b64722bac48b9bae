package io.tradecache.launcher;

import io.tradecache.jdbc.JdbcDatabase;
import io.tradecache.jdbc.MigrationReport;

/** Brings the schema of a database up to date. Stateless and thread-safe. */
final class Schema {

    private Schema() {}

    /** Migrates, and says in words what was done. */
    static String migrated(JdbcDatabase database) {
        MigrationReport report = database.migrate();
        int applied = report.applied().size();
        String version = "version " + report.version();
        return applied == 0
                ? version + ", up to date"
                : version + ", " + applied + (applied == 1 ? " migration" : " migrations") + " applied";
    }
}
