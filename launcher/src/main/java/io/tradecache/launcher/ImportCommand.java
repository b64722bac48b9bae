package io.tradecache.launcher;

import io.tradecache.jdbc.JdbcDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the commands that import a file have in common: all of it is checked before any of it is kept. */
@Command(footerHeading = "%nThe file must be right in every line; otherwise nothing of it is imported.%n")
abstract class ImportCommand<T> extends SettingsCommand {

    @Parameters(paramLabel = "FILE.csv", description = "the file, with a header row")
    @SuppressWarnings("NullAway.Init") // picocli sets the file before it calls the command.
    private Path file;

    ImportCommand(Map<String, String> environment) {
        super(environment);
    }

    /** The commands beneath {@code tradecache import}. */
    static CommandLine all(Map<String, String> environment) {
        return new CommandLine(new Group())
                .addSubcommand(SettingOptions.added(new ImportEarningsCommand(environment)))
                .addSubcommand(SettingOptions.added(new ImportBarsCommand(environment, Clock.systemUTC())));
    }

    @Override
    final int run(Settings settings, Console console) {
        List<T> rows = file(settings, console).read(file);
        try (Backends backends = Backends.openDatabase(settings, console::step);
                JdbcDatabase database = JdbcDatabase.open(backends.database())) {
            console.fact("PostgreSQL", backends.databasePlace());
            console.fact("schema", Schema.migrated(database));
            save(rows, database);
            console.fact("imported", String.format("%,d %s", rows.size(), noun()));
        }
        return 0;
    }

    /** Describes the file that is expected. */
    abstract CsvFile<T> file(Settings settings, Console console);

    /** Keeps all rows or none. */
    abstract void save(List<T> rows, JdbcDatabase database);

    /** What a row is, in the plural. */
    abstract String noun();

    /** Imports nothing by itself. */
    @Command(
            name = "import",
            description = "Put the rows of a CSV file into the database, all of them or none.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}
}
