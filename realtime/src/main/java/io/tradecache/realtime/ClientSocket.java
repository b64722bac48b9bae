package io.tradecache.realtime;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket, as the web server calls it: one call after another. Public only since the web server finds its methods by
 * reflection.
 */
public final class ClientSocket implements Session.Listener.AutoDemanding {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSocket.class);

    private final RealTime realTime;
    private final boolean speaksBatches;
    private final Visitor visitor;
    private @Nullable Client client;

    /**
     * A connection that is not open yet.
     *
     * @param realTime takes the client in when it is
     * @param speaksBatches whether many prices may come in one frame
     * @param visitor whom the client acts for
     */
    ClientSocket(RealTime realTime, boolean speaksBatches, Visitor visitor) {
        this.realTime = realTime;
        this.speaksBatches = speaksBatches;
        this.visitor = visitor;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        Client opened = realTime.client(new JettyOutbound(session), speaksBatches, visitor);
        client = opened;
        realTime.welcome(opened);
    }

    @Override
    public void onWebSocketText(String message) {
        client().heard(message);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        client().heardBinary(payload.remaining());
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("A connection failed", cause);
    }

    @Override
    public void onWebSocketClose(int statusCode, @Nullable String reason, Callback callback) {
        client().gone(statusCode);
        callback.succeed();
    }

    private Client client() {
        if (client == null) {
            throw new IllegalStateException("a message before the connection");
        }
        return client;
    }
}
