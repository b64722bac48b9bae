package io.tradecache.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of tradecache. Exit codes: 0 done, 1 failed, 2 used wrongly. */
@Command(
        name = "tradecache",
        description =
                "A caching layer for trading applications: portfolios, watchlists and prices, fast and never wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Begin with: tradecache serve", "Help on a command: tradecache serve --help"})
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        System.exit(run(System.getenv(), out, err, arguments));
    }

    /** Runs a command and gives its exit code. */
    static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(SettingOptions.added(new ServeCommand(environment)));
        line.addSubcommand(SettingOptions.added(new MigrateCommand(environment)));
        line.addSubcommand(SettingOptions.added(new DoctorCommand(environment)));
        line.addSubcommand(ImportCommand.all(environment));
        line.addSubcommand(ApiKeyCommand.all(environment));
        line.addSubcommand(new CommandLine(new LoadCommand(environment)));
        return line.setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new Failures())
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }
}
