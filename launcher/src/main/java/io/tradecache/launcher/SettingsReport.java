package io.tradecache.launcher;

import java.util.regex.Pattern;

/** The effective settings as lines, with the passwords in URLs masked. Stateless and thread-safe. */
final class SettingsReport {

    /** Up to the last {@code @}, since a password may hold any other sign: rather too much is masked than too little. */
    private static final Pattern USER_INFO = Pattern.compile("(://)(?:([^/?#:@]*):)?.*@");

    private static final Pattern PARAMETER =
            Pattern.compile("(?i)((?:^|[?&;\\s])[^=&\\s]*(?:password|secret|token)[^=&\\s]*=)[^&\\s]*");

    private SettingsReport() {}

    /** A line for each setting: its name, its value and where that comes from. */
    static String of(Given given) {
        StringBuilder lines = new StringBuilder();
        for (Setting setting : Setting.values()) {
            lines.append(String.format(
                    "%-18s = %s  (%s)%n",
                    setting.flag().substring(2), shown(setting, given.text(setting)), given.origin(setting)));
        }
        return lines.toString();
    }

    private static String shown(Setting setting, String text) {
        return setting.isSecret() && !text.isEmpty() ? "***" : masked(text);
    }

    static String masked(String text) {
        String withoutUserInfo = USER_INFO
                .matcher(text)
                .replaceAll(found -> "://" + (found.group(2) == null ? "" : found.group(2) + ":") + "***@");
        return PARAMETER.matcher(withoutUserInfo).replaceAll("$1***");
    }
}
