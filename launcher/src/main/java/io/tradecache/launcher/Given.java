package io.tradecache.launcher;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the user gave for each setting, and where: a flag wins over the environment, which wins over the default.
 * Immutable.
 */
final class Given {

    private final Map<Setting, String> flags;
    private final Map<String, String> environment;

    Given(Map<Setting, String> flags, Map<String, String> environment) {
        this.flags = flags.isEmpty() ? Map.of() : new EnumMap<>(flags);
        this.environment = Map.copyOf(environment);
    }

    /** The text that counts, without blanks around it. */
    String text(Setting setting) {
        String flag = flags.get(setting);
        if (flag != null) {
            return flag.strip();
        }
        String variable = environment.get(setting.variable());
        return variable == null || variable.isBlank() ? setting.defaultText() : variable.strip();
    }

    /**
     * The price feed, with the keys of its provider out of the environment.
     *
     * @throws IllegalArgumentException when there is no such feed, or a key is missing
     */
    FeedChoice feed() {
        return FeedChoice.of(text(Setting.FEED), environment);
    }

    /** Where that text comes from: the flag, the variable, or {@code default}. */
    String origin(Setting setting) {
        if (flags.containsKey(setting)) {
            return setting.flag();
        }
        String variable = environment.get(setting.variable());
        return variable == null || variable.isBlank() ? "default" : setting.variable();
    }

    /** How messages name a setting: by what the user wrote. */
    String name(Setting setting) {
        String origin = origin(setting);
        return origin.equals("default") ? setting.flag() : origin;
    }
}
