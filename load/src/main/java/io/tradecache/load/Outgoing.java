package io.tradecache.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** What a client sends: what the system does not take at once waits until it does. Not thread-safe. */
final class Outgoing {

    private final SocketChannel channel;
    private final SelectionKey key;
    private @Nullable ByteBuffer unsent;

    Outgoing(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    void send(ByteBuffer frame) throws IOException {
        ByteBuffer before = unsent;
        if (before != null) {
            unsent = ByteBuffer.allocate(before.remaining() + frame.remaining())
                    .put(before)
                    .put(frame)
                    .flip();
            return;
        }
        channel.write(frame);
        if (frame.hasRemaining()) {
            unsent = frame;
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    /** The system takes something again. */
    void sendRest() throws IOException {
        ByteBuffer frame = unsent;
        if (frame != null) {
            channel.write(frame);
        }
        if (frame == null || !frame.hasRemaining()) {
            unsent = null;
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }
}
