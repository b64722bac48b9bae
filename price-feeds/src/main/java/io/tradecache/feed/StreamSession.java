package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One connection of a stream, from its opening to its end: keeps watch over silence, and lets the provider's dialogue speak.
 * Only used on the stream's thread.
 */
final class StreamSession implements ProviderSocket.Ear, Line {

    private final ProviderStream stream;
    private final StreamTiming timing;
    private final Timers timers;
    private final ProviderSocket socket;
    private final Dialogue dialogue;
    private boolean begun;
    private boolean ended;
    private boolean live;
    private long liveSince;

    StreamSession(ProviderStream stream, Provider provider, Timers timers) {
        this.stream = stream;
        this.timing = provider.timing();
        this.timers = timers;
        this.socket = new ProviderSocket(timers, this);
        this.dialogue = provider.dialogue().apply(this);
    }

    /** What is to be told what comes on the connection. */
    WebSocket.Listener listener() {
        return socket;
    }

    /** Whether it was good for so long that earlier failures do not matter. */
    boolean wasSteady() {
        return live && timers.nanoTime() - liveSince >= timing.steady().toNanos();
    }

    /** Other symbols are wanted than before. */
    void wantedChanged() {
        if (begun && !ended) {
            dialogue.wantedChanged();
        }
    }

    /** Takes leave of the provider. */
    CompletableFuture<?> close() {
        ended = true;
        return socket.close();
    }

    /** Ends the connection, with the least wait until another one. */
    void end(String reason, Duration wait) {
        if (!ended) {
            ended = true;
            socket.abort();
            stream.ended(this, reason, wait);
        }
    }

    @Override
    public void opened() {
        begun = true;
        watch();
        ping();
        dialogue.opened();
    }

    @Override
    public void heard(String message) {
        JsonNode json = ProviderJson.parsed(message);
        if (json.isContainerNode()) {
            dialogue.heard(json);
        } else {
            skip();
        }
    }

    @Override
    public void heardNoText() {
        skip();
    }

    @Override
    public void broken(String reason) {
        fail(reason);
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
        socket.say(message.toString());
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
    public void note(String message) {
        stream.note(message);
    }

    @Override
    public void live(String reason) {
        if (!live && !ended) {
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

    private void watch() {
        Duration left = timing.silence().minus(socket.silence());
        if (left.isNegative() || left.isZero()) {
            fail("nothing was heard for " + timing.silence());
        } else {
            after(left, this::watch);
        }
    }

    private void ping() {
        if (!timing.ping().isZero()) {
            after(timing.ping(), () -> {
                socket.ping();
                ping();
            });
        }
    }
}
