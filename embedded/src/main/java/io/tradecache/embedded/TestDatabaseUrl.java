package io.tradecache.embedded;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code jdbc:postgresql://host/name?user=…&password=…} URL that tests change. */
final class TestDatabaseUrl {

    private static final Pattern SHAPE = Pattern.compile("(jdbc:postgresql://[^/]+/)([^?]*)(\\?.*)?");

    private TestDatabaseUrl() {}

    static TestDatabase parsed(String url) {
        Matcher parts = parts(url);
        String query = parts.group(3) == null ? "" : parts.group(3);
        return new TestDatabase(url, parameter(query, "user"), parameter(query, "password"));
    }

    static String name(String url) {
        return parts(url).group(2);
    }

    static String renamed(String url, String name) {
        Matcher parts = parts(url);
        return parts.group(1) + name + (parts.group(3) == null ? "" : parts.group(3));
    }

    private static Matcher parts(String url) {
        Matcher parts = SHAPE.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected jdbc:postgresql://host/name?user=…&password=…");
        }
        return parts;
    }

    private static String parameter(String query, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(query);
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
    }
}
