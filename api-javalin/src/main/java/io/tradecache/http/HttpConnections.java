package io.tradecache.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Takes a request whose target cannot be read, such as {@code /a%00}, for one to {@code /}, and keeps the target beside
 * it. The web server's own way is to answer in the middle of such a request and to hang up, and a client that is still
 * sending its body loses the answer with the connection. Thread-safe.
 */
final class HttpConnections extends HttpConnectionFactory {

    /** The attribute of a request that holds the target if that cannot be read. */
    static final String UNREADABLE_TARGET = "tradecache.unreadable-target";

    private final Duration patience;

    private HttpConnections(HttpConfiguration http, Duration patience) {
        super(http);
        this.patience = patience;
    }

    /**
     * Connections that are closed when the head of a request takes too long, which is how many clients that send a byte
     * now and then would hold all connections there are.
     */
    static HttpConnections over(HttpConfiguration http, Duration patience) {
        http.addCustomizer(HttpConnections::passOn);
        return new HttpConnections(http, patience);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConnection connection = new Lenient(getHttpConfiguration(), connector, endPoint, patience);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    private static Request passOn(Request request, HttpFields.Mutable responseHeaders) {
        Object target = request.getConnectionMetaData().getAttribute(UNREADABLE_TARGET);
        if (target != null) {
            request.setAttribute(UNREADABLE_TARGET, target);
        }
        return request;
    }

    /** A connection has one request at a time, so that what it notes is of the present one. */
    private static final class Lenient extends HttpConnection {

        private final long patienceNanos;
        private long begunAt;

        private Lenient(HttpConfiguration http, Connector connector, EndPoint endPoint, Duration patience) {
            super(http, connector, endPoint);
            this.patienceNanos = patience.toNanos();
        }

        /** Bytes have come, and the request that they belong to is not yet with anybody. */
        @Override
        public void onFillable() {
            long now = System.nanoTime();
            HttpParser parser = getParser();
            if (parser.isStart() || !parser.inHeaderState()) {
                begunAt = now;
            } else if (now - begunAt > patienceNanos) {
                getEndPoint().close();
                return;
            }
            super.onFillable();
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
            removeAttribute(UNREADABLE_TARGET);
            try {
                return super.newHttpStream(method, uri, version);
            } catch (IllegalArgumentException unreadable) {
                HttpStreamOverHTTP1 stream = super.newHttpStream(method, "/", version);
                setAttribute(UNREADABLE_TARGET, uri);
                return stream;
            }
        }
    }
}
