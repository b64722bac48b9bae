package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a stream, from its opening to its end: puts texts together, keeps watch over silence, and lets the
 * provider's dialogue speak. What the socket says comes on threads of the client, and is handled on the stream's.
 */
final class StreamSession implements WebSocket.Listener, Line {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final ProviderStream stream;
    private final StreamTiming timing;
    private final Timers timers;
    private final Dialogue dialogue;
    private final StringBuilder text = new StringBuilder();

    private @Nullable WebSocket socket;
    private CompletableFuture<?> said = CompletableFuture.completedFuture(null);
    private volatile long lastHeard;
    private volatile boolean ended;
    private long liveSince;
    private boolean live;

    StreamSession(ProviderStream stream, ProviderStream.Provider provider, Timers timers) {
        this.stream = stream;
        this.timing = provider.timing();
        this.timers = timers;
        this.dialogue = provider.dialogue().apply(this);
    }

    /** Whether it was good for so long that earlier failures do not matter. */
    boolean wasSteady() {
        return live && timers.nanoTime() - liveSince >= timing.steady().toNanos();
    }

    /** Other symbols are wanted than before. */
    void wantedChanged() {
        if (socket != null) {
            dialogue.wantedChanged();
        }
    }

    /** Says farewell to the provider, so that it lets another connection in at once. */
    CompletableFuture<?> close() {
        ended = true;
        WebSocket open = socket;
        if (open == null) {
            return CompletableFuture.completedFuture(null);
        }
        return said.handle((done, failure) -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .thenCompose(closing -> closing)
                .orTimeout(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> open.abort());
    }

    @Override
    public void onOpen(WebSocket opened) {
        lastHeard = timers.nanoTime();
        timers.soon(() -> {
            if (ended) {
                opened.abort();
                return;
            }
            socket = opened;
            opened.request(1);
            watch();
            ping();
            dialogue.opened();
        });
    }

    /** The next frame is asked for when this one is done with: a provider that is too fast waits at its own end. */
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heard();
        if (text.length() + part.length() > LONGEST_TEXT) {
            timers.soon(() -> fail("a message of more than " + LONGEST_TEXT + " characters"));
            return null;
        }
        text.append(part);
        if (!last) {
            from.request(1);
            return null;
        }
        String message = text.toString();
        text.setLength(0);
        timers.soon(() -> {
            if (!ended) {
                handle(message);
                from.request(1);
            }
        });
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        heard();
        timers.soon(this::skip);
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
        heard();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        heard();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        timers.soon(() -> fail("the provider closed the connection: " + code + " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        timers.soon(() -> fail("the connection broke: " + error));
    }

    @Override
    public Set<Symbol> wanted() {
        return stream.wanted();
    }

    @Override
    public Optional<Symbol> wanted(String name) {
        return stream.wanted(name);
    }

    @Override
    public void say(JsonNode message) {
        send(open -> open.sendText(message.toString(), true));
    }

    @Override
    public void after(Duration delay, Runnable work) {
        timers.after(delay, () -> {
            if (!ended) {
                work.run();
            }
        });
    }

    @Override
    public void state(Quote quote) {
        stream.state(quote);
    }

    @Override
    public void skip() {
        stream.skip();
    }

    @Override
    public void cover(Set<Symbol> symbols) {
        if (!ended) {
            stream.cover(symbols);
        }
    }

    @Override
    public void live(String reason) {
        if (!live) {
            live = true;
            liveSince = timers.nanoTime();
            stream.change(true, reason);
        }
    }

    @Override
    public void trouble(String reason) {
        stream.change(false, reason);
    }

    @Override
    public void fail(String reason) {
        end(reason, Duration.ZERO);
    }

    @Override
    public void refuse(String reason) {
        end(reason, timing.refused());
    }

    /** Ends the connection, with the least wait until another one. */
    void end(String reason, Duration wait) {
        if (ended) {
            return;
        }
        ended = true;
        if (socket != null) {
            socket.abort();
        }
        stream.ended(this, reason, wait);
    }

    private void handle(String message) {
        JsonNode json = ProviderJson.parsed(message);
        if (json.isContainerNode()) {
            dialogue.heard(json);
        } else {
            skip();
        }
    }

    private void heard() {
        lastHeard = timers.nanoTime();
    }

    private void watch() {
        long silent = timers.nanoTime() - lastHeard;
        Duration left = timing.silence().minusNanos(silent);
        if (left.isNegative() || left.isZero()) {
            fail("nothing was heard for " + timing.silence());
        } else {
            after(left, this::watch);
        }
    }

    private void ping() {
        if (!timing.ping().isZero()) {
            after(timing.ping(), () -> {
                send(open -> open.sendPing(ByteBuffer.allocate(0)));
                ping();
            });
        }
    }

    /** Only one thing may be on its way out at a time. */
    private void send(Sending sending) {
        WebSocket open = socket;
        if (open != null && !ended) {
            said = said.thenCompose(before -> sending.through(open)).whenComplete((done, failure) -> {
                if (failure != null) {
                    timers.soon(() -> fail("nothing can be sent: " + failure));
                }
            });
        }
    }

    /** Something that is sent. */
    @FunctionalInterface
    private interface Sending {
        CompletableFuture<WebSocket> through(WebSocket open);
    }
}
