package io.tradecache.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A user's screen that shows live prices as they come, without any thought of its own, and connects again for ever. It
 * remembers what should never have been shown. Thread-safe.
 */
final class Screen implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final IntSupplier ports;
    private final String subscription;
    private final StringBuilder part = new StringBuilder();
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final Map<String, Long> firstSeen = new ConcurrentHashMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private volatile @Nullable WebSocket socket;
    private volatile boolean closed;

    /**
     * Connects.
     *
     * @param ports where to, asked for each connection
     * @param symbols what is shown
     */
    Screen(IntSupplier ports, List<String> symbols) {
        this.ports = ports;
        this.subscription = "{\"action\":\"subscribe\",\"symbols\":[\"" + String.join("\",\"", symbols) + "\"]}";
        connect();
    }

    /** A price as it came. */
    private record Shown(long epoch, long seq, String price) {

        boolean isBefore(Shown other) {
            return epoch == other.epoch && seq < other.seq;
        }
    }

    /** The price that is shown; empty before the first. */
    String price(String symbol) {
        Shown last = shown.get(symbol);
        return last == null ? "" : last.price();
    }

    /** When a price was shown for the first time, by {@link System#nanoTime}; null if never. */
    @Nullable
    Long shownAt(String symbol, String price) {
        return firstSeen.get(symbol + " " + price);
    }

    /** What was shown after something newer of the same epoch. */
    List<String> wrong() {
        return wrong;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            long now = System.nanoTime();
            take(part.toString(), now);
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        connectLater();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        connectLater();
    }

    @Override
    public void close() {
        closed = true;
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    private void take(String text, long now) {
        try {
            JsonNode frame = JSON.readTree(text);
            String symbol = frame.path("symbol").asText();
            Shown next = new Shown(
                    frame.path("epoch").asLong(),
                    frame.path("seq").asLong(),
                    frame.path("price").asText());
            Shown before = shown.put(symbol, next);
            // A snapshot tells what the node knows, which may be what was shown already.
            if (before != null && next.isBefore(before)) {
                wrong.add(symbol + ": " + next + " after " + before);
            }
            firstSeen.putIfAbsent(symbol + " " + next.price(), now);
        } catch (JsonProcessingException e) {
            wrong.add(text);
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        CompletableFuture<WebSocket> attempt = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + ports.getAsInt() + "/ws/prices"), this);
        attempt.thenAccept(this::begin).exceptionally(failure -> {
            connectLater();
            return null;
        });
    }

    private void begin(WebSocket open) {
        part.setLength(0);
        socket = open;
        open.sendText(subscription, true).join();
    }

    private void connectLater() {
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(this::connect);
    }
}
