package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradecache.feed.StubServer.Answer;
import io.tradecache.feed.StubServer.Asked;
import io.tradecache.feed.StubServer.Peer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Plays Alpaca: the stream's session and the snapshots, with everything that can go wrong on demand. */
final class AlpacaStub implements StubServer.Script, AutoCloseable {

    static final String KEY = "TESTKEY";
    static final String SECRET = "verysecret";

    final StubServer server = new StubServer(this);

    private final Map<String, String> snapshots = new ConcurrentHashMap<>();
    private final Set<String> malformed = ConcurrentHashMap.newKeySet();
    private final Queue<Integer> authErrors = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> subscribeErrors = new ConcurrentLinkedQueue<>();
    private final Map<Peer, Set<String>> subscribed = new ConcurrentHashMap<>();
    private volatile boolean welcoming = true;
    private volatile boolean answering = true;
    private volatile boolean confirming = true;
    private volatile boolean oneSession;
    private volatile int limit = Integer.MAX_VALUE;

    /** An account here, with a stream in a hurry. */
    AlpacaSettings settings() {
        return AlpacaSettings.of(Map.of(
                        "TRADECACHE_ALPACA_KEY_ID",
                        KEY,
                        "TRADECACHE_ALPACA_SECRET_KEY",
                        SECRET,
                        "TRADECACHE_ALPACA_REST_URL",
                        server.http().toString(),
                        "TRADECACHE_ALPACA_STREAM_URL",
                        server.webSocket() + "/v2"))
                .withTimeout(Duration.ofSeconds(5))
                .withTiming(Hurry.TIMING);
    }

    /** What a snapshot of a symbol says from now on. */
    AlpacaStub snapshot(String symbol, String json) {
        snapshots.put(symbol, json);
        return this;
    }

    /** A symbol that spoils a whole call. */
    AlpacaStub malformed(String symbol) {
        malformed.add(symbol);
        return this;
    }

    void withholdWelcome() {
        welcoming = false;
    }

    void withholdAuthentication() {
        answering = false;
    }

    void withholdConfirmations() {
        confirming = false;
    }

    /** Confirms to all connections what they are subscribed to, and all that comes from now on. */
    void confirmNow() {
        confirming = true;
        server.peers().forEach(this::confirm);
    }

    /** Answers the next keys that it is shown so, each with one code. */
    void failAuthentication(int... codes) {
        for (int code : codes) {
            authErrors.add(code);
        }
    }

    /** Answers the next subscription so. */
    void failSubscription(int code) {
        subscribeErrors.add(code);
    }

    /** Lets nobody in while another connection is open. */
    void allowOneSession() {
        oneSession = true;
    }

    /** Allows no more symbols than this. */
    void limit(int symbols) {
        limit = symbols;
    }

    /** What all open connections are subscribed to. */
    Set<String> subscribed() {
        Set<String> all = new LinkedHashSet<>();
        server.peers().forEach(peer -> all.addAll(subscribed.getOrDefault(peer, Set.of())));
        return all;
    }

    /** What was said with one action, in order. */
    List<JsonNode> said(String action) {
        return server.frames().stream()
                .filter(frame -> frame.path("action").asText().equals(action))
                .toList();
    }

    static String trade(String symbol, long id, String price, String time) {
        return "{'T':'t','S':'%s','i':%d,'x':'V','p':%s,'s':100,'t':'%s','c':['@'],'z':'C'}"
                .formatted(symbol, id, price, time)
                .replace('\'', '"');
    }

    /** Sends some objects in one array. */
    void send(String... objects) {
        server.send("[" + String.join(",", objects) + "]");
    }

    void sendError(int code, String message) {
        send(error(code, message));
    }

    @Override
    public Answer answer(Asked request) {
        if (!request.header().apply("APCA-API-KEY-ID").equals(KEY)
                || !request.header().apply("APCA-API-SECRET-KEY").equals(SECRET)) {
            return Answer.json(
                    401, "{\"message\":\"forbidden, " + request.header().apply("APCA-API-SECRET-KEY") + "\"}");
        }
        Set<String> symbols = symbols(request);
        if (symbols.stream().anyMatch(malformed::contains)) {
            return Answer.json(400, "{\"message\":\"invalid symbol\"}");
        }
        return Answer.json(
                200,
                "{"
                        + String.join(
                                ",",
                                symbols.stream()
                                        .filter(snapshots::containsKey)
                                        .map(symbol -> "\"" + symbol + "\":" + snapshots.get(symbol))
                                        .toList())
                        + "}");
    }

    @Override
    public Answer admission(Asked request) {
        return Answer.UPGRADE;
    }

    @Override
    public void opened(Peer peer) {
        subscribed.put(peer, new LinkedHashSet<>());
        if (welcoming) {
            peer.send("[{\"T\":\"success\",\"msg\":\"connected\"}]");
        }
    }

    @Override
    public void said(Peer peer, JsonNode message) {
        switch (message.path("action").asText()) {
            case "auth" -> authenticate(peer, message);
            case "subscribe" -> subscribe(peer, message);
            case "unsubscribe" -> {
                message.path("trades").forEach(name -> subscribed.get(peer).remove(name.asText()));
                confirm(peer);
            }
            default -> peer.send("[" + error(400, "invalid syntax") + "]");
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private void authenticate(Peer peer, JsonNode message) {
        Integer code = authErrors.poll();
        if (code == null && oneSession && server.peers().stream().anyMatch(other -> other != peer)) {
            code = 406;
        }
        boolean known = message.path("key").asText().equals(KEY)
                && message.path("secret").asText().equals(SECRET);
        if (!answering) {
            return;
        }
        if (code != null || !known) {
            peer.send("[" + error(code == null ? 402 : code, "said to " + SECRET) + "]");
        } else {
            peer.send("[{\"T\":\"success\",\"msg\":\"authenticated\"}]");
        }
    }

    private void subscribe(Peer peer, JsonNode message) {
        Integer code = subscribeErrors.poll();
        Set<String> more = new LinkedHashSet<>(subscribed.get(peer));
        message.path("trades").forEach(name -> more.add(name.asText()));
        if (code == null && more.size() > limit) {
            code = 405;
        }
        if (code != null) {
            peer.send("[" + error(code, "no") + "]");
        } else {
            subscribed.put(peer, more);
            confirm(peer);
        }
    }

    private void confirm(Peer peer) {
        if (!confirming) {
            return;
        }
        ObjectNode whole = ProviderJson.MAPPER.createObjectNode().put("T", "subscription");
        for (String list : List.of("trades", "corrections", "cancelErrors")) {
            subscribed.get(peer).forEach(whole.withArray(list)::add);
        }
        for (String list : List.of("quotes", "bars", "updatedBars", "dailyBars", "statuses", "lulds")) {
            whole.putArray(list);
        }
        peer.send("[" + whole + "]");
    }

    private static Set<String> symbols(Asked request) {
        String list = request.path().replaceAll(".*symbols=([^&]*).*", "$1");
        return new LinkedHashSet<>(
                List.of(URLDecoder.decode(list, StandardCharsets.UTF_8).split(",")));
    }

    private static String error(int code, String message) {
        return "{\"T\":\"error\",\"code\":" + code + ",\"msg\":\"" + message + "\"}";
    }
}
