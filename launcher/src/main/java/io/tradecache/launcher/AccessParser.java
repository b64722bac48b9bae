package io.tradecache.launcher;

import io.tradecache.http.JwtSettings;
import io.tradecache.launcher.AccessSettings.Mode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what the user gave into who may do what. Not thread-safe. */
final class AccessParser {

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,7}");
    private static final int REQUESTS_A_MINUTE = 1_200;

    private final Given given;
    private final BiConsumer<Setting, String> problems;

    /**
     * Reads when asked to.
     *
     * @param given what the user gave
     * @param problems takes what is wrong with it
     */
    AccessParser(Given given, BiConsumer<Setting, String> problems) {
        this.given = given;
        this.problems = problems;
    }

    AccessSettings parse(Mode mode, boolean insecure, boolean metricsPublic) {
        return new AccessSettings(
                mode,
                mode == Mode.JWT ? jwt() : null,
                insecure,
                metricsPublic,
                origins(),
                requestsAMinute(mode),
                count(Setting.FAILURE_LIMIT, "failures", ""));
    }

    /** Where nobody says who they are, all callers of a machine would share one allowance. */
    private int requestsAMinute(Mode mode) {
        String text = given.text(Setting.RATE_LIMIT);
        if (text.equals(Setting.RATE_LIMIT.defaultText())) {
            return mode == Mode.NONE ? 0 : REQUESTS_A_MINUTE;
        }
        return count(Setting.RATE_LIMIT, "requests", ", or auto");
    }

    private int count(Setting setting, String things, String otherwise) {
        String text = given.text(setting);
        if (!COUNT.matcher(text).matches()) {
            problems.accept(
                    setting,
                    "'" + text + "' is no number of " + things + ": expected 1 to 9999999, 0 for any" + otherwise);
            return 0;
        }
        return Integer.parseInt(text);
    }

    private JwtSettings jwt() {
        String secret = given.text(Setting.JWT_SECRET);
        String jwks = given.text(Setting.JWT_JWKS_URL);
        if (secret.isEmpty() == jwks.isEmpty()) {
            problems.accept(
                    Setting.AUTH,
                    "jwt needs either " + Setting.JWT_JWKS_URL.flag() + " or " + Setting.JWT_SECRET.flag());
        }
        boolean shared = !secret.isEmpty();
        String algorithm = algorithm(shared);
        if (shared) {
            requireLength(secret, algorithm);
        }
        return new JwtSettings(
                algorithm,
                shared ? null : jwks(jwks),
                shared ? secret : null,
                required(Setting.JWT_ISSUER),
                required(Setting.JWT_AUDIENCE),
                words(given.text(Setting.JWT_ROLE_CLAIM)));
    }

    private String algorithm(boolean shared) {
        List<String> allowed = shared ? JwtSettings.SECRET_ALGORITHMS : JwtSettings.PUBLIC_KEY_ALGORITHMS;
        String text = given.text(Setting.JWT_ALGORITHM);
        if (text.equals(Setting.JWT_ALGORITHM.defaultText())) {
            return allowed.get(0);
        }
        if (!allowed.contains(text)) {
            problems.accept(
                    Setting.JWT_ALGORITHM,
                    "'" + text + "' is not possible here: expected " + String.join(", ", allowed));
            return allowed.get(0);
        }
        return text;
    }

    private void requireLength(String secret, String algorithm) {
        int shortest = JwtSettings.shortestSecret(algorithm);
        int length = secret.getBytes(StandardCharsets.UTF_8).length;
        if (length < shortest) {
            problems.accept(
                    Setting.JWT_SECRET,
                    "has " + length + " bytes, and " + algorithm + " needs at least " + shortest
                            + ", which nobody can guess");
        }
    }

    /** Keys that come over the network in the clear could be anybody's. */
    private @Nullable URI jwks(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            URI address = new URI(text);
            boolean safe = "https".equalsIgnoreCase(address.getScheme())
                    || ("http".equalsIgnoreCase(address.getScheme()) && isLoopback(address.getHost()));
            if (safe && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Answered below, like an address of another kind.
        }
        problems.accept(
                Setting.JWT_JWKS_URL,
                "'" + SettingsReport.masked(text)
                        + "' is not possible: expected https://…, or http:// on this machine");
        return null;
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private String required(Setting setting) {
        String text = given.text(setting);
        if (text.isEmpty()) {
            problems.accept(setting, "is needed with --auth jwt, since a token for somebody else must not count here");
        }
        return text;
    }

    private Set<String> origins() {
        Set<String> origins = new LinkedHashSet<>();
        for (String text : words(given.text(Setting.ALLOWED_ORIGINS))) {
            String origin = text.toLowerCase(Locale.ROOT);
            if (ORIGIN.matcher(origin).matches()) {
                origins.add(origin);
            } else {
                problems.accept(
                        Setting.ALLOWED_ORIGINS,
                        "'" + text
                                + "' is no origin: expected a list such as https://app.example.com,http://localhost:3000");
            }
        }
        return origins;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
