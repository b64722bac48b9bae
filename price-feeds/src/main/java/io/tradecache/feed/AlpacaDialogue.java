package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alpaca's language, version 2 of the stream: it welcomes, is told the key, confirms subscriptions, and then sends trades.
 * Not thread-safe.
 */
final class AlpacaDialogue implements Dialogue {

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaDialogue.class);
    private static final String CONNECTED = "connected";
    private static final String SOURCE = "alpaca";
    private static final Duration LONGEST_BUSY_WAIT = Duration.ofSeconds(5);
    private static final int MOST_BUSY_TRIES = 15;

    private final Line line;
    private final AlpacaSettings settings;
    private final Clock clock;
    private final AlpacaSubscriptions subscriptions;
    private final Map<Symbol, Long> lastTrades = new HashMap<>();

    /** Symbols whose last trade was cancelled: what they cost now, only a fetch can tell. */
    private final Set<Symbol> cancelled = new HashSet<>();

    private boolean welcome;
    private boolean authenticated;

    /** How often the key was shown. */
    private int tries;

    /** Grows with each question and with each answer that is no good, so that a late timeout knows that it is late. */
    private int questions;

    AlpacaDialogue(Line line, AlpacaSettings settings, Clock clock) {
        this.line = line;
        this.settings = settings;
        this.clock = clock;
        this.subscriptions = new AlpacaSubscriptions(line, settings.timing().answer());
    }

    @Override
    public void opened() {
        line.after(settings.timing().answer(), () -> {
            if (!welcome) {
                line.fail("no welcome within " + settings.timing().answer());
            }
        });
    }

    @Override
    public void wantedChanged() {
        if (authenticated) {
            subscriptions.reconcile();
            cover();
        }
    }

    /** What is no array is no message of this language. */
    @Override
    public void heard(JsonNode messages) {
        if (!messages.isArray()) {
            line.skip();
            return;
        }
        for (JsonNode message : messages) {
            switch (message.path("T").asText("")) {
                case "t" -> traded(message);
                case "c" -> corrected(message);
                case "x" -> cancelled(message);
                case "success" -> succeeded(message.path("msg").asText(""));
                case "subscription" -> subscribed(message);
                case "error" ->
                    failed(message.path("code").asInt(), message.path("msg").asText(""));
                default -> line.skip();
            }
        }
    }

    private void succeeded(String message) {
        if (message.equals(CONNECTED)) {
            welcome = true;
            authenticate();
        } else if (message.equals("authenticated")) {
            authenticated();
        }
    }

    private void authenticate() {
        tries++;
        int question = ++questions;
        line.say(ProviderJson.MAPPER
                .createObjectNode()
                .put("action", "auth")
                .put("key", settings.keyId())
                .put("secret", settings.secret()));
        line.after(settings.timing().answer(), () -> {
            if (!authenticated && questions == question) {
                line.fail("no answer to the key within " + settings.timing().answer());
            }
        });
    }

    private void authenticated() {
        authenticated = true;
        if (!subscriptions.reconcile()) {
            line.live(CONNECTED);
        }
    }

    private void subscribed(JsonNode message) {
        subscriptions.confirmed(message.path("trades"));
        cover();
        line.live(CONNECTED);
    }

    private void failed(int code, String message) {
        String reason = "error " + code + ", " + message;
        switch (code) {
            case 402, 408, 409, 411 -> line.refuse(reason);
            case 401, 404, 407, 500 -> line.fail(reason);
            case 403 -> authenticated();
            case 405 -> tooManySymbols(reason);
            case 406 -> tooManyConnections(reason);
            case 410 -> wrongFeed(reason);
            default -> unanswerable(reason);
        }
    }

    /** As many symbols as fit are covered; the others are left to be fetched. */
    private void tooManySymbols(String reason) {
        LOG.debug("Alpaca: {}", reason);
        subscriptions.tooMany();
        cover();
    }

    /** The connection of another node may not have been let go yet, so this one is kept and the key shown again. */
    private void tooManyConnections(String reason) {
        questions++;
        if (tries >= MOST_BUSY_TRIES) {
            line.fail(reason);
            return;
        }
        if (tries == 1) {
            line.trouble(reason);
        }
        Duration wait = settings.timing().backoff().multipliedBy(tries);
        line.after(wait.compareTo(LONGEST_BUSY_WAIT) < 0 ? wait : LONGEST_BUSY_WAIT, this::authenticate);
    }

    /** A feed that has no trades at all has none later either. */
    private void wrongFeed(String reason) {
        if (subscriptions.confirmed().isEmpty()) {
            line.refuse(reason);
        } else {
            unanswerable(reason);
        }
    }

    /** The same request would fail again. */
    private void unanswerable(String reason) {
        LOG.warn("Alpaca: {}", reason);
        subscriptions.refused();
        cover();
    }

    private void traded(JsonNode message) {
        Optional<Symbol> symbol = line.wanted(message.path("S").asText(""));
        Optional<BigDecimal> price = ProviderJson.price(message.path("p"));
        Optional<Instant> tradedAt = ProviderJson.time(message.path("t"));
        if (symbol.isEmpty() || price.isEmpty() || tradedAt.isEmpty()) {
            line.skip();
            return;
        }
        lastTrades.put(symbol.get(), message.path("i").asLong());
        state(symbol.get(), price.get(), tradedAt.get());
    }

    /** A correction of an earlier trade says nothing about the price now. */
    private void corrected(JsonNode message) {
        Optional<Symbol> symbol = lastTraded(message, message.path("oi").asLong());
        Optional<BigDecimal> price = ProviderJson.price(message.path("cp"));
        Optional<Instant> correctedAt = ProviderJson.time(message.path("t"));
        if (symbol.isEmpty() || price.isEmpty() || correctedAt.isEmpty()) {
            line.skip();
            return;
        }
        lastTrades.put(symbol.get(), message.path("ci").asLong());
        state(symbol.get(), price.get(), correctedAt.get());
    }

    private void cancelled(JsonNode message) {
        lastTraded(message, message.path("i").asLong())
                .ifPresentOrElse(
                        symbol -> {
                            cancelled.add(symbol);
                            cover();
                        },
                        line::skip);
    }

    private Optional<Symbol> lastTraded(JsonNode message, long trade) {
        return line.wanted(message.path("S").asText("")).filter(symbol -> {
            Long last = lastTrades.get(symbol);
            return last != null && last == trade;
        });
    }

    private void state(Symbol symbol, BigDecimal price, Instant at) {
        line.state(new Quote(symbol, null, price, null, null, at, at, clock.instant(), SOURCE));
        if (cancelled.remove(symbol)) {
            cover();
        }
    }

    private void cover() {
        Set<Symbol> covered = new HashSet<>(subscriptions.confirmed());
        covered.removeAll(cancelled);
        line.cover(covered);
    }
}
