package io.tradecache.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which symbols are wanted, and which of these wishes the server has still to be told. Not thread-safe. */
final class Wishes {

    /** In bytes, half of what a server takes. */
    private static final int LONGEST_MESSAGE = 8 << 10;
    /** Twice as long as any symbol is; a server would name a longer one by its beginning only. */
    private static final int LONGEST_SYMBOL = 32;

    private final String interval;
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> untold = new LinkedHashSet<>();
    private final Set<String> unwanted = new LinkedHashSet<>();

    /**
     * Nothing is wanted yet.
     *
     * @param intervalMillis how often prices are wanted, or null
     */
    Wishes(@Nullable Long intervalMillis) {
        this.interval = intervalMillis == null ? "" : ",\"interval_ms\":" + intervalMillis;
    }

    /** Whether a server is to be asked for it at all. */
    static boolean canBe(String symbol) {
        return symbol.length() <= LONGEST_SYMBOL;
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

    /**
     * Tells what has still to be told, in one message of each kind at most: first what is wanted no more, so that there is
     * room for what is.
     *
     * @return whether that was all
     */
    boolean tell(Connector.Connection connection) {
        tell(connection, "unsubscribe", unwanted, "");
        if (unwanted.isEmpty()) {
            tell(connection, "subscribe", untold, interval);
        }
        return unwanted.isEmpty() && untold.isEmpty();
    }

    /** Takes as many symbols as fit in a message. */
    private static void tell(Connector.Connection connection, String action, Set<String> symbols, String interval) {
        if (symbols.isEmpty()) {
            return;
        }
        StringJoiner message =
                new StringJoiner(",", "{\"action\":\"" + action + "\",\"symbols\":[", "]" + interval + "}");
        int bytes = message.length();
        for (Iterator<String> rest = symbols.iterator(); rest.hasNext(); rest.remove()) {
            String symbol = quoted(rest.next());
            bytes += symbol.getBytes(UTF_8).length + 1;
            if (bytes > LONGEST_MESSAGE) {
                break;
            }
            message.add(symbol);
        }
        connection.send(message.toString());
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(each -> each == '"' || each == '\\' || each < ' '
                        ? String.format("\\u%04x", each)
                        : String.valueOf((char) each))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
