package io.tradecache.feed;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket with whole texts: puts pieces together, and sends one thing after another. What it hears comes on threads of the
 * client, and is handed over on the stream's; on that thread alone it is spoken to.
 */
final class ProviderSocket implements WebSocket.Listener {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Timers timers;
    private final Ear ear;
    private final StringBuilder text = new StringBuilder();

    /** Each is set before the other one is read, so that no connection is forgotten that opens while it is ended. */
    private volatile @Nullable WebSocket socket;

    private volatile boolean ended;
    private CompletableFuture<?> said = CompletableFuture.completedFuture(null);
    private volatile long lastHeard;

    /** Who is told what came, on the stream's thread. */
    interface Ear {

        /** The connection is there. */
        void opened();

        /** A whole text came; the next one comes when this one is done with. */
        void heard(String message);

        /** Something came that is no text. */
        void heardNoText();

        /** The connection is of no use any more. */
        void broken(String reason);
    }

    ProviderSocket(Timers timers, Ear ear) {
        this.timers = timers;
        this.ear = ear;
    }

    /** For how long nothing has come, not even an answer to a ping. */
    Duration silence() {
        return Duration.ofNanos(timers.nanoTime() - lastHeard);
    }

    void say(String message) {
        send(open -> open.sendText(message, true));
    }

    void ping() {
        send(open -> open.sendPing(ByteBuffer.allocate(0)));
    }

    /** Ends the connection without a word, also one that is not there yet. */
    void abort() {
        ended = true;
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    /** Says farewell to the provider, so that it lets another connection in at once, and ends this one. */
    CompletableFuture<?> close() {
        ended = true;
        WebSocket open = socket;
        if (open == null) {
            return CompletableFuture.completedFuture(null);
        }
        return said.handle((done, failure) -> open)
                .thenCompose(free -> free.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .orTimeout(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> open.abort());
    }

    @Override
    public void onOpen(WebSocket opened) {
        lastHeard = timers.nanoTime();
        socket = opened;
        if (ended) {
            opened.abort();
            return;
        }
        handOver(() -> {
            opened.request(1);
            ear.opened();
        });
    }

    /** The next frame is asked for when this one is done with: a provider that is too fast waits at its own end. */
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        lastHeard = timers.nanoTime();
        if (text.length() + part.length() > LONGEST_TEXT) {
            broken("a message of more than " + LONGEST_TEXT + " characters");
            return null;
        }
        text.append(part);
        if (!last) {
            from.request(1);
            return null;
        }
        String message = text.toString();
        text.setLength(0);
        handOver(() -> {
            try {
                ear.heard(message);
            } finally {
                from.request(1);
            }
        });
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        handOver(ear::heardNoText);
        return more(from);
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
        return more(from);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        return more(from);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        broken("the provider closed the connection: " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        broken("the connection broke: " + error);
    }

    private @Nullable CompletionStage<?> more(WebSocket from) {
        lastHeard = timers.nanoTime();
        from.request(1);
        return null;
    }

    private void broken(String reason) {
        handOver(() -> ear.broken(reason));
    }

    private void handOver(Runnable news) {
        timers.soon(() -> {
            if (!ended) {
                news.run();
            }
        });
    }

    /** Only one thing may be on its way out at a time. */
    private void send(Function<WebSocket, CompletableFuture<WebSocket>> sending) {
        WebSocket open = socket;
        if (open != null && !ended) {
            said = said.thenCompose(before -> sending.apply(open)).whenComplete((done, failure) -> {
                if (failure != null) {
                    broken("nothing can be sent: " + failure);
                }
            });
        }
    }
}
