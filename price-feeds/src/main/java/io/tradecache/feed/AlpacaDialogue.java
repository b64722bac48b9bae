package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Alpaca's language, version 2 of the stream: it welcomes, is told the key, confirms subscriptions, and then sends trades.
 * Not thread-safe.
 */
final class AlpacaDialogue implements Dialogue {

    private static final String CONNECTED = "connected";
    private static final Duration LONGEST_BUSY_WAIT = Duration.ofSeconds(5);
    private static final int MOST_BUSY_TRIES = 15;

    private final Line line;
    private final AlpacaSettings settings;
    private final AlpacaSubscriptions subscriptions;
    private final AlpacaTrades trades;
    private boolean welcome;
    private boolean authenticated;

    /** How often the key was shown. */
    private int tries;

    /** Grows with each question and with each answer that is no good, so that a late timeout knows that it is late. */
    private int questions;

    AlpacaDialogue(Line line, AlpacaSettings settings, Clock clock) {
        this.line = line;
        this.settings = settings;
        this.trades = new AlpacaTrades(line, clock, this::cover);
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
                case "t" -> trades.traded(message);
                case "c" -> trades.corrected(message);
                case "x" -> trades.cancelled(message);
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
            case 405 -> tooManySymbols();
            case 406 -> tooManyConnections(reason);
            case 410 -> wrongFeed(reason);
            default -> unanswerable(reason);
        }
    }

    /** As many symbols as fit are covered; the others are left to be fetched. */
    private void tooManySymbols() {
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
        line.note(reason);
        subscriptions.refused();
        cover();
    }

    private void cover() {
        Set<Symbol> covered = new HashSet<>(subscriptions.confirmed());
        covered.removeAll(trades.cancelled());
        line.cover(covered);
    }
}
