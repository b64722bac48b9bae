package io.tradecache.launcher;

import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** Gives a command an option for each setting. */
final class SettingOptions {

    private SettingOptions() {}

    /** A command that takes the settings as flags. */
    interface TakesSettings {
        /** Where the flags that were given are put. */
        Map<Setting, String> flags();
    }

    static CommandLine added(TakesSettings command) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        for (Setting setting : Setting.values()) {
            spec.addOption(option(setting, command.flags()));
        }
        spec.usageMessage()
                .sortOptions(false)
                .footer(
                        "",
                        "Each option is also an environment variable: --database-url is TRADECACHE_DATABASE_URL.",
                        "A flag wins over its variable.");
        return new CommandLine(spec);
    }

    static Map<Setting, String> none() {
        return new EnumMap<>(Setting.class);
    }

    private static OptionSpec option(Setting setting, Map<Setting, String> flags) {
        ISetter keep = new ISetter() {
            @Override
            public <T> T set(T value) {
                if (value == null) {
                    flags.remove(setting);
                } else {
                    flags.put(setting, value.toString());
                }
                return value;
            }
        };
        OptionSpec.Builder option = OptionSpec.builder(setting.flag()).setter(keep);
        return setting.isSwitch()
                ? option.arity("0")
                        .type(Boolean.class)
                        .description(setting.meaning())
                        .build()
                : option.arity("1")
                        .type(String.class)
                        .paramLabel(setting.label())
                        .description(setting.meaning() + defaultOf(setting))
                        .build();
    }

    private static String defaultOf(Setting setting) {
        return setting.defaultText().isEmpty() ? "" : " (default: " + setting.defaultText() + ")";
    }
}
