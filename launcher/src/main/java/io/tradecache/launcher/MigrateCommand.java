package io.tradecache.launcher;

import io.tradecache.jdbc.JdbcDatabase;
import java.util.Map;
import picocli.CommandLine.Command;

/** Brings the schema up to date and ends. */
@Command(name = "migrate", description = "Bring the database's schema up to date, and end.")
final class MigrateCommand extends SettingsCommand {

    MigrateCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(Settings settings, Console console) {
        try (Backends backends = Backends.openDatabase(settings, console::step);
                JdbcDatabase database = JdbcDatabase.open(backends.database())) {
            console.fact("PostgreSQL", backends.databasePlace());
            console.fact("schema", Schema.migrated(database));
        }
        return 0;
    }
}
