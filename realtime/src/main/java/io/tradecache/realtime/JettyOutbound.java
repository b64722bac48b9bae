package io.tradecache.realtime;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * The way to a client with a WebSocket. Text goes out below the public API, which takes nothing but a {@code String} and
 * would encode the same prices for every client again. Thread-safe.
 */
final class JettyOutbound implements Outbound {

    private final Session session;
    private final CoreSession core;

    JettyOutbound(Session session) {
        this.session = session;
        this.core = ((WebSocketSession) session).getCoreSession();
    }

    @Override
    public void send(byte[] message, Completion completion) {
        Callback callback = Callback.from(
                InvocationType.NON_BLOCKING, () -> completion.ended(true), failure -> completion.ended(false));
        core.sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(message)), callback, false);
    }

    @Override
    public void ping() {
        session.sendPing(ByteBuffer.allocate(0), org.eclipse.jetty.websocket.api.Callback.NOOP);
    }

    @Override
    public void close(int code, String reason) {
        session.close(code, reason, org.eclipse.jetty.websocket.api.Callback.NOOP);
    }

    @Override
    public void abort() {
        session.disconnect();
    }
}
