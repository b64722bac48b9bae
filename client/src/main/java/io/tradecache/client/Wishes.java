package io.tradecache.client;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which symbols are wanted, and which of these wishes the server has still to be told. Not thread-safe. */
final class Wishes {

    private final @Nullable Long intervalMillis;
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> untold = new LinkedHashSet<>();
    private final Set<String> unwanted = new LinkedHashSet<>();

    /**
     * Nothing is wanted yet.
     *
     * @param intervalMillis how often prices are wanted, or null
     */
    Wishes(@Nullable Long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    void add(Collection<String> symbols) {
        for (String symbol : symbols) {
            unwanted.remove(symbol);
            if (wanted.add(symbol)) {
                untold.add(symbol);
            }
        }
    }

    void remove(Collection<String> symbols) {
        for (String symbol : symbols) {
            if (wanted.remove(symbol) && !untold.remove(symbol)) {
                unwanted.add(symbol);
            }
        }
    }

    /** The server has refused a symbol. */
    void refused(String symbol) {
        wanted.remove(symbol);
        untold.remove(symbol);
    }

    boolean has(String symbol) {
        return wanted.contains(symbol);
    }

    /** A new connection knows nothing. */
    void begin() {
        untold.clear();
        untold.addAll(wanted);
        unwanted.clear();
    }

    /** Tells what has still to be told, in one message of each kind at most. */
    void tell(Connector.Connection connection) {
        if (!unwanted.isEmpty()) {
            connection.send(message("unsubscribe", unwanted, null));
            unwanted.clear();
        }
        if (!untold.isEmpty()) {
            connection.send(message("subscribe", untold, intervalMillis));
            untold.clear();
        }
    }

    private static String message(String action, Set<String> symbols, @Nullable Long intervalMillis) {
        String listed = symbols.stream().map(Wishes::quoted).collect(Collectors.joining(","));
        String interval = intervalMillis == null ? "" : ",\"interval_ms\":" + intervalMillis;
        return "{\"action\":\"" + action + "\",\"symbols\":[" + listed + "]" + interval + "}";
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(each -> each == '"' || each == '\\' || each < ' '
                        ? String.format("\\u%04x", each)
                        : String.valueOf((char) each))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
