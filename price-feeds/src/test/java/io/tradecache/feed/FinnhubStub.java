package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.feed.StubServer.Answer;
import io.tradecache.feed.StubServer.Asked;
import io.tradecache.feed.StubServer.Peer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Plays Finnhub: one call for each quote, one connection for each token, and no word more than needed. */
final class FinnhubStub implements StubServer.Script, AutoCloseable {

    static final String TOKEN = "tok/en+1";

    static final String ZEROS = "{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}";

    final StubServer server = new StubServer(this);

    private final Map<String, String> quotes = new ConcurrentHashMap<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Set<String> zeroOnce = ConcurrentHashMap.newKeySet();
    private final Set<String> unsupported = ConcurrentHashMap.newKeySet();
    private final Set<String> subscribed = ConcurrentHashMap.newKeySet();
    private volatile boolean oneConnection;
    private volatile int limit = Integer.MAX_VALUE;

    /** An account here that subscribes fast, with a stream in a hurry. */
    FinnhubSettings settings() {
        FinnhubSettings settings = FinnhubSettings.of(Map.of(
                        "TRADECACHE_FINNHUB_TOKEN",
                        TOKEN,
                        "TRADECACHE_FINNHUB_REST_URL",
                        server.http() + "/api/v1/",
                        "TRADECACHE_FINNHUB_STREAM_URL",
                        server.webSocket().toString()))
                .withTimeout(Duration.ofSeconds(5))
                .withTiming(Hurry.listening(Duration.ofSeconds(60)));
        return new FinnhubSettings(
                settings.restUrl(),
                settings.streamUrl(),
                settings.token(),
                settings.callsPerMinute(),
                settings.callsPerSecond(),
                500,
                settings.timeout(),
                settings.timing());
    }

    FinnhubStub quote(String symbol, String json) {
        quotes.put(symbol, json);
        return this;
    }

    /** A symbol that the account has no right to. */
    FinnhubStub forbidden(String symbol) {
        forbidden.add(symbol);
        return this;
    }

    /** A symbol whose next quote is all zeros, as happens when the provider is busy. */
    void zeroOnce(String symbol) {
        zeroOnce.add(symbol);
    }

    /** A symbol that the stream refuses by its name. */
    void unsupported(String symbol) {
        unsupported.add(symbol);
    }

    /** Refuses a second connection while there is one. */
    void allowOneConnection() {
        oneConnection = true;
    }

    /** Allows no more symbols than this on the stream. */
    void limit(int symbols) {
        limit = symbols;
    }

    Set<String> subscribed() {
        return subscribed;
    }

    /** The symbols named in messages of one type, in order. */
    List<String> said(String type) {
        return server.frames().stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .map(frame -> frame.path("symbol").asText())
                .toList();
    }

    static String trade(String symbol, String price, long millis, String volume, String conditions) {
        return "{\"s\":\"%s\",\"p\":%s,\"t\":%d,\"v\":%s,\"c\":%s}"
                .formatted(symbol, price, millis, volume, conditions);
    }

    void send(String... trades) {
        server.send("{\"type\":\"trade\",\"data\":[" + String.join(",", trades) + "]}");
    }

    @Override
    public Answer answer(Asked request) {
        if (!request.header().apply("X-Finnhub-Token").equals(TOKEN)) {
            return Answer.json(
                    401, "{\"error\":\"Invalid API key " + request.header().apply("X-Finnhub-Token") + "\"}");
        }
        String symbol = URLDecoder.decode(request.path().replaceAll(".*symbol=", ""), StandardCharsets.UTF_8);
        if (forbidden.contains(symbol)) {
            return Answer.json(403, "{\"error\":\"You don't have access to this resource.\"}");
        }
        if (zeroOnce.remove(symbol)) {
            return Answer.json(200, ZEROS);
        }
        return Answer.json(200, quotes.getOrDefault(symbol, ZEROS));
    }

    @Override
    public Answer admission(Asked request) {
        String token = URLDecoder.decode(request.path().replaceAll(".*token=", ""), StandardCharsets.UTF_8);
        if (!token.equals(TOKEN)) {
            return Answer.json(401, "{\"error\":\"Invalid API key\"}");
        }
        boolean busy = oneConnection && !server.peers().isEmpty();
        return busy ? Answer.json(429, "{\"error\":\"too many connections\"}") : Answer.UPGRADE;
    }

    @Override
    public void opened(Peer peer) {
        subscribed.clear();
    }

    @Override
    public void said(Peer peer, JsonNode message) {
        String symbol = message.path("symbol").asText();
        switch (message.path("type").asText()) {
            case "subscribe" -> {
                if (unsupported.contains(symbol)) {
                    peer.send("{\"type\":\"error\",\"msg\":\"Symbol not supported: " + symbol + "\"}");
                } else if (subscribed.size() >= limit) {
                    peer.send("{\"type\":\"error\",\"msg\":\"Subscribing to too many symbols\"}");
                } else {
                    subscribed.add(symbol);
                }
            }
            case "unsubscribe" -> subscribed.remove(symbol);
            default -> peer.send("{\"type\":\"error\",\"msg\":\"Invalid message\"}");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
