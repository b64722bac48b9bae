package io.tradecache.launcher;

import io.tradecache.jdbc.DatabaseSettings;
import io.tradecache.launcher.AccessSettings.Mode;
import io.tradecache.launcher.Settings.Cache;
import io.tradecache.launcher.Settings.LogFormat;
import io.tradecache.launcher.Settings.Market;
import io.tradecache.realtime.RealTimeSettings;
import io.tradecache.redis.RedisSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what the user gave into settings, or into everything that is wrong with it at once. Not thread-safe. */
final class SettingsParser {

    private static final String EMBEDDED = "embedded";
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_SYMBOLS = 1_000;
    private static final int MOST_CONNECTIONS = 10_000;

    private final Given given;
    private final List<String> problems = new ArrayList<>();

    private SettingsParser(Given given) {
        this.given = given;
    }

    /**
     * Checks the settings.
     *
     * @throws InvalidSettingsException with a line for each problem; no line shows a password
     */
    static Settings parse(Given given) {
        return new SettingsParser(given).settings();
    }

    private Settings settings() {
        boolean insecure = isOn(Setting.INSECURE);
        FeedChoice feed = feed();
        Mode mode = mode();
        Cache cache = cache();
        String prefix = keyPrefix();
        AccessSettings access =
                new AccessParser(given, this::problem).parse(mode, insecure, isOn(Setting.METRICS_PUBLIC));
        Settings settings = new Settings(
                host(mode, insecure),
                port(),
                access,
                database(),
                cache,
                cache == Cache.EXTERNAL ? redis(prefix) : null,
                feed,
                market(feed),
                streams(access.allowedOrigins()),
                prefix,
                dataDir(),
                !isOn(Setting.NO_DEMO),
                choice(Setting.LOG_FORMAT, Set.of("text", "json")).equals("json") ? LogFormat.JSON : LogFormat.TEXT);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return settings;
    }

    private FeedChoice feed() {
        try {
            return given.feed();
        } catch (IllegalArgumentException e) {
            problem(Setting.FEED, String.valueOf(e.getMessage()));
            return FeedChoice.of(Setting.FEED.defaultText(), Map.of());
        }
    }

    private Market market(FeedChoice feed) {
        return switch (choice(Setting.MARKET, Set.of("auto", "SIM", "XNYS"))) {
            case "XNYS" -> Market.XNYS;
            case "SIM" -> Market.SIM;
            default -> feed.isMarketTime() ? Market.XNYS : Market.SIM;
        };
    }

    private Mode mode() {
        return switch (choice(Setting.AUTH, Set.of("none", "api-key", "jwt"))) {
            case "api-key" -> Mode.API_KEY;
            case "jwt" -> Mode.JWT;
            default -> Mode.NONE;
        };
    }

    private String host(Mode mode, boolean insecure) {
        String host = given.text(Setting.HOST);
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress() && mode == Mode.NONE && !insecure) {
                problem(
                        Setting.HOST,
                        "'" + host + "' can be reached by others, and --auth none lets everybody act for every user: "
                                + "listen on 127.0.0.1, say --auth api-key, or --insecure");
            }
        } catch (UnknownHostException e) {
            problem(Setting.HOST, "'" + host + "' is no address of this machine");
        }
        return host;
    }

    private int port() {
        return number(Setting.PORT, "port", 0, HIGHEST_PORT);
    }

    private RealTimeSettings streams(Set<String> origins) {
        int interval = number(
                Setting.STREAM_INTERVAL,
                "number of milliseconds",
                RealTimeSettings.SHORTEST_INTERVAL.toMillis(),
                RealTimeSettings.LONGEST_INTERVAL.toMillis());
        return RealTimeSettings.shipped()
                .withInterval(Duration.ofMillis(interval))
                .withLimits(
                        number(Setting.STREAM_SYMBOLS, "number of symbols", 1, MOST_SYMBOLS),
                        number(Setting.STREAM_CONNECTIONS, "number of connections", 1, MOST_CONNECTIONS))
                .withOrigins(origins);
    }

    private int number(Setting setting, String what, long least, long most) {
        String text = given.text(setting);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, like a number out of range.
        }
        problem(setting, "'" + text + "' is no " + what + ": expected " + least + " to " + most);
        return (int) least;
    }

    private @Nullable DatabaseSettings database() {
        String url = given.text(Setting.DATABASE_URL);
        if (url.equals(EMBEDDED)) {
            return null;
        }
        try {
            return DatabaseSettings.of(url);
        } catch (IllegalArgumentException e) {
            problem(Setting.DATABASE_URL, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Cache cache() {
        return switch (given.text(Setting.REDIS_URL)) {
            case EMBEDDED -> Cache.EMBEDDED;
            case "none" -> Cache.IN_PROCESS;
            default -> Cache.EXTERNAL;
        };
    }

    private @Nullable RedisSettings redis(String prefix) {
        try {
            return RedisSettings.of(given.text(Setting.REDIS_URL)).withKeyPrefix(prefix);
        } catch (IllegalArgumentException e) {
            problem(Setting.REDIS_URL, e.getMessage() + "; or embedded, or none");
        }
        return null;
    }

    private String keyPrefix() {
        String prefix = given.text(Setting.KEY_PREFIX);
        if (prefix.contains("{") || prefix.contains("}")) {
            problem(Setting.KEY_PREFIX, "'" + prefix + "' contains braces, which would move keys to other slots");
            return "";
        }
        return prefix;
    }

    private Path dataDir() {
        String text = given.text(Setting.DATA_DIR);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            problem(Setting.DATA_DIR, "'" + text + "' is no path: " + e.getReason());
            return Path.of("");
        }
    }

    private boolean isOn(Setting setting) {
        return choice(setting, Set.of("true", "false")).equals("true");
    }

    private String choice(Setting setting, Set<String> allowed) {
        String text = given.text(setting);
        if (!allowed.contains(text)) {
            problem(
                    setting,
                    "'" + text + "' is not supported: expected "
                            + String.join(" or ", allowed.stream().sorted().toList()));
        }
        return text;
    }

    private void problem(Setting setting, String what) {
        problems.add(given.name(setting) + ": " + what);
    }
}
