package io.tradecache.realtime;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

/**
 * The way to a client with a WebSocket. Text goes out below the public API, which takes nothing but a {@code String} and
 * would encode the same prices for every client again, and behind the steps that split frames and let extensions at them,
 * of which there are none. It is its own callback, since one message is on its way at a time. Thread-safe.
 */
final class JettyOutbound implements Outbound, Callback {

    private final Session session;
    private final WebSocketCoreSession core;
    private volatile @Nullable Completion completion;

    JettyOutbound(Session session) {
        this.session = session;
        this.core = (WebSocketCoreSession) ((WebSocketSession) session).getCoreSession();
    }

    @Override
    public void send(byte[] message, Completion told) {
        if (completion != told) {
            completion = told;
        }
        Frame frame = new Frame(OpCode.TEXT, ByteBuffer.wrap(message));
        core.getConnection().enqueueFrame(new OutgoingEntry.Builder(frame, this).build());
    }

    @Override
    public void succeeded() {
        end(true);
    }

    @Override
    public void failed(Throwable failure) {
        end(false);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void end(boolean taken) {
        Completion told = completion;
        if (told != null) {
            told.ended(taken);
        }
    }

    @Override
    public long bytesHeard() {
        return core.getConnection().getBytesIn();
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
