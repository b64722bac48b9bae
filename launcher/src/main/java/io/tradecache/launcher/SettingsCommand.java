package io.tradecache.launcher;

import io.tradecache.launcher.SettingOptions.TakesSettings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that take settings have in common: reading them, showing them, and refusing what is wrong. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class SettingsCommand implements Callable<Integer>, TakesSettings {

    private final Map<String, String> environment;
    private final Map<Setting, String> flags = SettingOptions.none();

    @Spec
    private CommandSpec spec;

    @Option(names = "--print-config", description = "show the effective settings, passwords masked, and end")
    private boolean printConfig;

    @SuppressWarnings("NullAway") // picocli sets the spec before it calls the command.
    SettingsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public final Map<Setting, String> flags() {
        return flags;
    }

    @Override
    public final Integer call() {
        Given given = new Given(flags, environment);
        Console console = new Console(spec.commandLine().getOut());
        if (printConfig) {
            console.line(SettingsReport.of(given).stripTrailing());
        }
        Settings settings = SettingsParser.parse(given);
        if (printConfig) {
            return 0;
        }
        Logging.start(settings.logFormat());
        return run(settings, console);
    }

    /** Does the command's work and gives its exit code. */
    abstract int run(Settings settings, Console console);
}
