package io.tradecache.realtime;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives connections a small buffer in the kernel. With the usual one, a client that stops to read has megabytes of old
 * prices before it when it begins again, and nobody would notice that it is slow.
 */
final class Sockets {

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    /** Linux takes twice as much; with what a client's own kernel holds at least, 32 KB of prices fit on the way. */
    private static final int SEND_BUFFER = 10 << 10;

    private Sockets() {}

    /** The connection that a request came by. */
    static EndPoint of(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    /** Gives the connection of a request its small buffer. */
    static void keepShort(HttpServletRequest request) {
        if (of(request).getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            } catch (IOException e) {
                LOG.debug("A connection keeps its send buffer", e);
            }
        }
    }
}
