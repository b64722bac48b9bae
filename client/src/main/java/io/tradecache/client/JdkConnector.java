package io.tradecache.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connects by the JDK's own WebSocket. Thread-safe. */
final class JdkConnector implements Connector {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Override
    public void connect(URI address, Credential credential, Receiver receiver) {
        WebSocket.Builder builder =
                http.newWebSocketBuilder().connectTimeout(PATIENCE).subprotocols(SUBPROTOCOL);
        credential.headers().forEach(builder::header);
        CompletableFuture<WebSocket> unused = builder.buildAsync(credential.addTo(address), new Ear(receiver))
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        receiver.failed(cause(failure));
                    }
                });
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException refused) {
            return new IllegalStateException(
                    "the server answered " + refused.getResponse().statusCode());
        }
        return cause;
    }

    /** Puts messages together, and asks for the next when one was handled. */
    private static final class Ear implements WebSocket.Listener {

        private static final int LONGEST = 4 << 20;

        private final Receiver receiver;
        private final StringBuilder message = new StringBuilder();

        Ear(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onOpen(WebSocket socket) {
            receiver.opened(new Mouth(socket));
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (message.length() > LONGEST) {
                socket.abort();
                receiver.failed(new IllegalStateException("a message is longer than " + LONGEST + " characters"));
            } else if (last) {
                String whole = message.toString();
                message.setLength(0);
                receiver.text(whole, () -> socket.request(1));
            } else {
                socket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
            return alive(socket);
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer content) {
            return alive(socket);
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer content) {
            return alive(socket);
        }

        private @Nullable CompletionStage<?> alive(WebSocket socket) {
            receiver.signOfLife();
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            receiver.closed(code, reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            receiver.failed(failure);
        }
    }

    /** Sends one message after another, since the socket takes no second one before. */
    private static final class Mouth implements Connection {

        private static final long FAREWELL_SECONDS = 2;

        private final WebSocket socket;
        private CompletableFuture<WebSocket> sent;

        Mouth(WebSocket socket) {
            this.socket = socket;
            this.sent = CompletableFuture.completedFuture(socket);
        }

        @Override
        public synchronized void send(String message) {
            sent = sent.thenCompose(before -> socket.sendText(message, true));
        }

        @Override
        public synchronized void close() {
            CompletableFuture<WebSocket> unused = sent.exceptionally(failure -> socket)
                    .thenCompose(before -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                    .orTimeout(FAREWELL_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((closed, failure) -> socket.abort());
        }

        @Override
        public void abort() {
            socket.abort();
        }
    }
}
