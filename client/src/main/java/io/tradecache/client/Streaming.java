package io.tradecache.client;

import io.tradecache.client.Connector.Connection;
import io.tradecache.client.Link.Ending;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stays connected: one link after another, until somebody has had enough. All on the stream's thread, but the reads. */
final class Streaming {

    /** A server heeds twenty messages a second; this is ten of each kind. */
    private static final long BETWEEN_MESSAGES_MILLIS = 100;

    private static final Logger LOG = System.getLogger(PriceStream.class.getName());

    private final Timing timing;
    private final Connector connector;
    private final URI address;
    private final Supplier<Credential> credentials;
    private final Backoff backoff;
    private final Wishes wishes;
    private final Frames frames;
    private final PriceBook book;
    private @Nullable Link link;
    private volatile StreamState state = StreamState.RECONNECTING;
    private @Nullable Runnable callOffTelling;
    private long toldAt;

    Streaming(Timing timing, Seams seams, Backoff backoff, Wishes wishes, Frames frames, PriceBook book) {
        this.timing = timing;
        this.connector = seams.connector;
        this.address = seams.address;
        this.credentials = seams.credentials;
        this.backoff = backoff;
        this.wishes = wishes;
        this.frames = frames;
        this.book = book;
        this.toldAt = timing.millis() - BETWEEN_MESSAGES_MILLIS;
    }

    /** How a server is reached. */
    record Seams(Connector connector, URI address, Supplier<Credential> credentials) {}

    StreamState state() {
        return state;
    }

    void connect() {
        if (state == StreamState.DISCONNECTED) {
            return;
        }
        Link attempt = new Link(timing, this);
        link = attempt;
        try {
            connector.connect(address, credentials.get(), attempt);
        } catch (RuntimeException e) {
            // Not its message: it may hold the secret that was not fit for a header.
            attempt.failed(new IllegalStateException(
                    "no credential, or a bad one: " + e.getClass().getSimpleName()));
        }
    }

    void subscribe(Collection<String> symbols) {
        wishes.add(symbols.stream().filter(Wishes::canBe).toList());
        symbols.stream()
                .filter(symbol -> !Wishes.canBe(symbol))
                .forEach(symbol -> frames.rejected(symbol, "invalid_symbol"));
        tellSoon();
    }

    void unsubscribe(Collection<String> symbols) {
        wishes.remove(symbols);
        symbols.forEach(book::forget);
        tellSoon();
    }

    void close() {
        if (state != StreamState.DISCONNECTED) {
            boolean wasConnected = state == StreamState.CONNECTED;
            if (link != null) {
                link.close();
            }
            stop(wasConnected, timing.millis(), "closed by this side");
        }
    }

    void opened(Link opened) {
        LOG.log(Level.INFO, "WebSocket connected for real-time prices");
        wishes.begin();
        tell();
        enter(StreamState.CONNECTED, "connected");
    }

    void heard(Link from, String message) {
        frames.heard(from, message);
    }

    void ended(Link ended, Ending ending) {
        if (ended != link || state == StreamState.DISCONNECTED) {
            return;
        }
        if (ended.wasStable()) {
            backoff.reset();
        }
        boolean wasConnected = state == StreamState.CONNECTED;
        if (ending.isForGood()) {
            stop(wasConnected, ending.answeredUntil(), ending.reason());
            return;
        }
        if (wasConnected) {
            book.doubtAll(ending.answeredUntil());
            LOG.log(Level.INFO, "WebSocket disconnected");
            enter(StreamState.RECONNECTING, ending.reason());
        }
        timing.after(delayMillis(ended), this::connect);
    }

    private long delayMillis(Link ended) {
        boolean firstAttempt = backoff.isFresh();
        long jitter = backoff.nextMillis();
        Long hinted = ended.hintedMillis();
        if (hinted == null) {
            return jitter;
        }
        // The server has spread its clients already; one that keeps sending them away is not trusted with that.
        return firstAttempt ? hinted : hinted + jitter;
    }

    private void stop(boolean wasConnected, long answeredUntil, String reason) {
        book.doubtAll(answeredUntil);
        if (wasConnected) {
            LOG.log(Level.INFO, "WebSocket disconnected");
        }
        enter(StreamState.DISCONNECTED, reason);
        timing.stop();
    }

    private void enter(StreamState next, String reason) {
        state = next;
        frames.told(next, reason);
    }

    /** At once, unless something was told a moment ago: then together with all that is wished until that moment has passed. */
    private void tellSoon() {
        long wait = toldAt + BETWEEN_MESSAGES_MILLIS - timing.millis();
        if (wait <= 0) {
            tell();
        } else if (callOffTelling == null) {
            callOffTelling = timing.after(wait, this::tell);
        }
    }

    private void tell() {
        if (callOffTelling != null) {
            callOffTelling.run();
            callOffTelling = null;
        }
        Connection connection = link == null ? null : link.connection();
        if (connection != null) {
            toldAt = timing.millis();
            if (!wishes.tell(connection)) {
                tellSoon();
            }
        }
    }
}
