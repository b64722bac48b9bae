package io.tradecache.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;

/** Understands what the server says, and tells the listener. What it does not know it passes over. Not thread-safe. */
final class Frames {

    private static final Logger LOG = System.getLogger(PriceStream.class.getName());

    private final PriceBook book;
    private final Wishes wishes;
    private final PriceListener listener;

    Frames(PriceBook book, Wishes wishes, PriceListener listener) {
        this.book = book;
        this.wishes = wishes;
        this.listener = listener;
    }

    void heard(Link link, String message) {
        Fields frame;
        try {
            frame = new Fields(JsonReader.object(message));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "WebSocket error: a frame was passed over: {0}", e.getMessage());
            return;
        }
        switch (frame.text("type", "price")) {
            case "price" -> whole(frame);
            case "snapshot" -> snapshot(frame);
            case "prices" -> frame.list("prices").forEach(this::change);
            case "welcome" ->
                frame.whole("heartbeat_ms").filter(millis -> millis > 0).ifPresent(link::expectHeartbeat);
            case "reconnect" -> link.hint(frame.whole("after_ms").orElse(0L));
            case "ack" -> frame.list("rejected").forEach(this::rejected);
            case "error" -> tell(to -> to.onError(frame.text("code", ""), frame.text("message", "")));
            default -> status(frame);
        }
    }

    void told(StreamState state, String reason) {
        tell(to -> to.onState(state, reason));
    }

    private void status(Fields frame) {
        switch (frame.text("type", "")) {
            case "market_status" ->
                tell(to -> to.onMarketStatus(new MarketStatus(
                        frame.text("market", ""),
                        frame.text("phase", ""),
                        frame.isTrue("is_open"),
                        frame.time("as_of"))));
            case "feed_status" ->
                tell(to -> to.onFeedStatus(new FeedStatus(frame.text("feed", ""), frame.text("status", ""))));
            case "invalidation" ->
                tell(to -> to.onInvalidation(
                        new Invalidation(frame.text("entity_type", ""), frame.text("entity_id", ""))));
            default -> LOG.log(Level.TRACE, "a frame of a kind that is not known here");
        }
    }

    /** A batch has many, a plain frame is one. */
    private void snapshot(Fields frame) {
        if (frame.object().containsKey("prices")) {
            frame.list("prices").forEach(this::whole);
        } else {
            whole(frame);
        }
    }

    private void whole(Fields price) {
        wanted(price).flatMap(book::take).ifPresent(news -> tell(to -> to.onPrice(news)));
    }

    private void change(Fields price) {
        wanted(price).flatMap(book::takeChange).ifPresent(news -> tell(to -> to.onPrice(news)));
    }

    /** What was on its way when its symbol was given up is no news. */
    private Optional<Price> wanted(Fields price) {
        return price.price().filter(each -> wishes.has(each.symbol()));
    }

    private void rejected(Fields refusal) {
        rejected(refusal.text("symbol", ""), refusal.text("code", ""));
    }

    /** A symbol is refused, by the server or before it was asked for. */
    void rejected(String symbol, String code) {
        wishes.refused(symbol);
        book.forget(symbol);
        tell(to -> to.onRejected(symbol, code));
    }

    private void tell(Consumer<PriceListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A price listener failed", e);
        }
    }
}
