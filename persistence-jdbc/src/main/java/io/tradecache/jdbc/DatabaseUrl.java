package io.tradecache.jdbc;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database's URL, with user and password taken out of it. No message repeats any part of what was given: where a
 * password is not quoted as it should be, every part may be a piece of it. Immutable.
 *
 * @param jdbc what the driver understands
 * @param user empty when the URL names none
 * @param password empty when the URL has none
 */
record DatabaseUrl(String jdbc, String user, String password) {

    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?";
    private static final Pattern JDBC =
            Pattern.compile("(jdbc:postgresql:(?://(?:%1$s(?:,%1$s)*)?/)?[^/?#@]+)(?:\\?(.*))?".formatted(HOST));
    private static final Pattern LIBPQ = Pattern.compile(
            "postgres(?:ql)?://(?:([^/?#@:]*)(?::([^/?#@]*))?@)?((?:%1$s(?:,%1$s)*)?)/([^/?#@]+)(?:\\?(.*))?"
                    .formatted(HOST));

    /** The parameters that libpq's form may have, and what the driver calls them. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "channel_binding", "channelBinding",
            "gssencmode", "gssEncMode",
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "options", "options");

    static DatabaseUrl parsed(String url) {
        String text = url.strip();
        Matcher jdbc = JDBC.matcher(text);
        if (jdbc.matches()) {
            return ofJdbc(jdbc.group(1), jdbc.group(2) == null ? "" : jdbc.group(2));
        }
        Matcher libpq = LIBPQ.matcher(text);
        if (libpq.matches()) {
            return ofLibpq(libpq);
        }
        throw new IllegalArgumentException(
                "the database URL must be jdbc:postgresql://host:port/name?user=…&password=… or"
                        + " postgresql://user:password@host:port/name, with special characters percent-encoded");
    }

    private static DatabaseUrl ofJdbc(String address, String query) {
        Map<String, String> parameters = parameters(query, DatabaseUrl::decoded);
        String user = taken(parameters, "user");
        String password = taken(parameters, "password");
        return new DatabaseUrl(address + query(parameters), user, password);
    }

    private static DatabaseUrl ofLibpq(Matcher parts) {
        String query = parts.group(5) == null ? "" : parts.group(5);
        Map<String, String> given = parameters(query, DatabaseUrl::percentDecoded);
        String user = taken(given, "user");
        String password = taken(given, "password");
        Map<String, String> parameters = new LinkedHashMap<>();
        given.forEach((name, value) -> parameters.put(driverName(name), value));
        String host = parts.group(3).isEmpty() ? "localhost" : parts.group(3);
        String name = URLEncoder.encode(percentDecoded(parts.group(4)), StandardCharsets.UTF_8);
        return new DatabaseUrl(
                "jdbc:postgresql://" + host + "/" + name + query(parameters),
                parts.group(1) == null ? user : percentDecoded(parts.group(1)),
                parts.group(2) == null ? password : percentDecoded(parts.group(2)));
    }

    private static String driverName(String libpqName) {
        String name = DRIVER_NAMES.get(libpqName);
        if (name == null) {
            throw new IllegalArgumentException("a postgresql:// URL may have the parameters user, password, "
                    + String.join(", ", DRIVER_NAMES.keySet().stream().sorted().toList())
                    + "; for others use the jdbc:postgresql:// form");
        }
        return name;
    }

    private static Map<String, String> parameters(String query, UnaryOperator<String> decoding) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                parameters.put(name, equals < 0 ? "" : decoding.apply(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String taken(Map<String, String> parameters, String name) {
        String value = parameters.remove(name);
        return value == null ? "" : value;
    }

    private static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    /** libpq leaves a plus sign as it is. */
    private static String percentDecoded(String text) {
        return decoded(text.replace("+", "%2B"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The cause would repeat a part of the text.
            throw new IllegalArgumentException("the database URL has a % that two hexadecimal digits do not follow");
        }
    }

    @Override
    public String toString() {
        return jdbc + " as " + user;
    }
}
