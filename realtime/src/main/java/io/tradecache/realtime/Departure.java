package io.tradecache.realtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a client of server-sent events has left. Nobody reads from its connection any more, so the web server would
 * notice only when it writes, twice, and the place of its user would be taken until then. Whatever such a client still
 * sends is passed over; the web server does not use a connection again that somebody still reads from. Thread-safe.
 */
final class Departure implements Callback {

    private static final int BUFFER = 256;

    private final EndPoint connection;
    private final Runnable departed;

    private Departure(EndPoint connection, Runnable departed) {
        this.connection = connection;
        this.departed = departed;
    }

    /** Calls when the client has left, or the connection was closed by this side; perhaps more than once. */
    static void watch(EndPoint connection, Runnable departed) {
        connection.tryFillInterested(new Departure(connection, departed));
    }

    @Override
    public void succeeded() {
        ByteBuffer buffer = BufferUtil.allocate(BUFFER);
        try {
            int filled = connection.fill(buffer);
            while (filled > 0) {
                BufferUtil.clear(buffer);
                filled = connection.fill(buffer);
            }
            if (filled < 0) {
                departed.run();
            } else {
                connection.tryFillInterested(this);
            }
        } catch (IOException e) {
            departed.run();
        }
    }

    @Override
    public void failed(Throwable failure) {
        departed.run();
    }
}
