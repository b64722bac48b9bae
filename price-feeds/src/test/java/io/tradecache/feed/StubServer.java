package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** A server on loopback that plays a provider: HTTP and WebSocket on one port, all that a client says is kept. */
final class StubServer implements AutoCloseable {

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Script script;
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    private volatile boolean pongs = true;

    /** What the provider says of itself. */
    interface Script {

        /** The provider's answer to a request over HTTP. */
        Answer answer(Asked request);

        /** The refusal of a connection; status 101 for none. */
        Answer admission(Asked request);

        /** A connection was made. */
        void opened(Peer peer);

        /** The client said something. */
        void said(Peer peer, JsonNode message);
    }

    /** A request over HTTP, or for a connection; the path with its query. */
    record Asked(String path, Function<String, String> header) {}

    /** An answer over HTTP; one that is not whole never ends. */
    record Answer(int status, Map<String, String> headers, String body, boolean whole) {

        static final Answer UPGRADE = new Answer(101, Map.of(), "", true);

        static Answer json(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body, true);
        }

        static Answer html(int status) {
            return new Answer(status, Map.of("Content-Type", "text/html"), "<html>Sorry</html>", true);
        }

        static Answer slow() {
            return new Answer(200, Map.of("Content-Type", "application/json"), "{", false);
        }

        Answer with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body, whole);
        }
    }

    StubServer(Script script) {
        this.script = script;
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler.from(server, container -> {
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping("/*", this::admit);
        });
        sockets.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Asked question = asked(request);
                asked.add(question);
                Answer next = answers.poll();
                write(next == null ? script.answer(question) : next, response, callback);
                return true;
            }
        });
        server.setHandler(sockets);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the stub does not start", e);
        }
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + port());
    }

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    /** Answers the next request over HTTP so, whatever it is. */
    void answerNext(Answer answer) {
        answers.add(answer);
    }

    /** Refuses the next connection so. */
    void refuseNext(Answer answer) {
        refusals.add(answer);
    }

    void stopAnsweringPings() {
        pongs = false;
    }

    /** All requests over HTTP. */
    List<Asked> asked() {
        return asked;
    }

    /** All that clients said on connections. */
    List<JsonNode> frames() {
        return frames;
    }

    /** How often a connection was asked for. */
    int handshakes() {
        return handshakes.get();
    }

    /** The connections that are open. */
    List<Peer> peers() {
        return peers;
    }

    void send(String text) {
        peers.forEach(peer -> peer.send(text));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the stub does not stop", e);
        }
    }

    private int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private synchronized Object admit(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        handshakes.incrementAndGet();
        Answer refusal = refusals.poll();
        Answer admission = refusal == null ? script.admission(asked(request)) : refusal;
        if (admission.status == 101) {
            return new Peer();
        }
        write(admission, response, callback);
        return null;
    }

    private static Asked asked(Request request) {
        return new Asked(
                request.getHttpURI().getPathQuery(),
                name -> String.valueOf(request.getHeaders().get(name)));
    }

    private static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status);
        answer.headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        ByteBuffer body = ByteBuffer.wrap(answer.body.getBytes(StandardCharsets.UTF_8));
        response.write(answer.whole, body, answer.whole ? callback : Callback.NOOP);
    }

    /** One connection, seen from the provider; public, since Jetty finds the methods by reflection. */
    public final class Peer implements Session.Listener {
        private final Queue<Consumer<org.eclipse.jetty.websocket.api.Callback>> sending = new ArrayDeque<>();
        private volatile Session session;
        private boolean busy;

        void send(String text) {
            enqueue(done -> session.sendText(text, done));
        }

        /** Sends one message in several frames. */
        void sendInParts(String text, int parts) {
            int size = (text.length() + parts - 1) / parts;
            for (int from = 0; from < text.length(); from += size) {
                int to = Math.min(text.length(), from + size);
                String part = text.substring(from, to);
                enqueue(done -> session.sendPartialText(part, to == text.length(), done));
            }
        }

        void close(int code) {
            session.close(code, "going away", org.eclipse.jetty.websocket.api.Callback.NOOP);
        }

        /** Breaks the connection without a word. */
        void drop() {
            session.disconnect();
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            peers.add(this);
            script.opened(this);
            opened.demand();
        }

        @Override
        public void onWebSocketText(String text) {
            JsonNode message = ProviderJson.parsed(text);
            frames.add(message);
            script.said(this, message);
            session.demand();
        }

        @Override
        public void onWebSocketPing(ByteBuffer payload) {
            if (pongs) {
                session.sendPong(payload, org.eclipse.jetty.websocket.api.Callback.NOOP);
            }
            session.demand();
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            session.demand();
        }

        @Override
        public void onWebSocketClose(int code, String reason, org.eclipse.jetty.websocket.api.Callback done) {
            peers.remove(this);
            done.succeed();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            peers.remove(this);
        }

        /** A frame must not be begun before the last one is out. */
        private void enqueue(Consumer<org.eclipse.jetty.websocket.api.Callback> frame) {
            synchronized (sending) {
                sending.add(frame);
                if (busy) {
                    return;
                }
                busy = true;
            }
            sendNext();
        }

        private void sendNext() {
            Consumer<org.eclipse.jetty.websocket.api.Callback> frame;
            synchronized (sending) {
                frame = sending.poll();
                busy = frame != null;
            }
            if (frame != null) {
                frame.accept(org.eclipse.jetty.websocket.api.Callback.from(this::sendNext, failure -> sendNext()));
            }
        }
    }
}
