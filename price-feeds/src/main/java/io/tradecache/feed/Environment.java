package io.tradecache.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;

/** Settings read from the variables of an environment. What is wrong is said without repeating it. Immutable. */
final class Environment {

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** A variable that must be there. */
    String required(String name) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " must be set");
        }
        return value;
    }

    /** A variable, or what counts without it. */
    String text(String name, String otherwise) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    /** A whole number above zero. */
    int number(String name, int otherwise) {
        String value = text(name, Integer.toString(otherwise));
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(name + " must be a whole number above zero");
        }
        return Integer.parseInt(value);
    }

    /** A URI with a host, without a slash at its end. */
    URI uri(String name, String otherwise, Set<String> schemes) {
        String value = text(name, otherwise);
        try {
            URI uri = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if (uri.getHost() != null && schemes.contains(uri.getScheme())) {
                return uri;
            }
            throw new IllegalArgumentException(name + " must be a URI with a host, its scheme one of " + schemes);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " must be a URI: " + e.getReason());
        }
    }
}
