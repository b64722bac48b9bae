package io.tradecache.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of {@code /ws/prices}, for tests. Thread-safe. */
final class PriceSocket implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private volatile int closeCode;

    /** A client that speaks no subprotocol, or the given ones. */
    PriceSocket(int port, String... subprotocols) {
        this("ws://127.0.0.1:" + port + "/ws/prices", subprotocols);
    }

    private PriceSocket(String uri, String... subprotocols) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    List.of(subprotocols).subList(1, subprotocols.length).toArray(new String[0]));
        }
        socket = builder.buildAsync(URI.create(uri), this).join();
    }

    /** A client of a user, that speaks our subprotocol. */
    static PriceSocket of(String user, int port) {
        return new PriceSocket("ws://127.0.0.1:" + port + "/ws/prices?user=" + user, "tradecache.v1");
    }

    PriceSocket say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    PriceSocket subscribe(String... symbols) {
        return say("{\"action\":\"subscribe\",\"symbols\":[\"" + String.join("\",\"", symbols) + "\"]}");
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    List<JsonNode> frames() {
        return frames;
    }

    /** 0 while it is open. */
    int closeCode() {
        return closeCode;
    }

    /** The types of all frames, without repetitions in a row. */
    List<String> types() {
        return frames.stream()
                .map(frame -> frame.path("type").asText())
                .distinct()
                .toList();
    }

    boolean has(String symbol, String price) {
        return frames.stream()
                .anyMatch(frame -> frame.path("symbol").asText().equals(symbol)
                        && frame.path("price").asText().equals(price));
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            try {
                frames.add(JSON.readTree(part.toString()));
            } catch (JsonProcessingException e) {
                throw new AssertionError("a frame is JSON", e);
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closeCode = statusCode;
        return null;
    }

    @Override
    public void close() {
        if (closeCode == 0) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
        socket.abort();
    }
}
