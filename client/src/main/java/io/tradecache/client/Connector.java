package io.tradecache.client;

import java.net.URI;

/** Connects to a server. It never waits: what comes of it is told to the receiver, on any thread. */
@FunctionalInterface
interface Connector {

    /** What a client offers that is sent batches. */
    String SUBPROTOCOL = "tradecache.v1";

    /** Begins to connect. */
    void connect(URI address, Credential credential, Receiver receiver);

    /** Hears of one connection; nothing after {@link #closed} or {@link #failed}. */
    interface Receiver {

        /** The connection can be used. */
        void opened(Connection connection);

        /**
         * A whole message.
         *
         * @param handled to be called when the next one may come
         */
        void text(String message, Runnable handled);

        /** A frame without a message, such as a ping. */
        void signOfLife();

        /** The server closes. */
        void closed(int code, String reason);

        /** The connection was lost, or never came about. */
        void failed(Throwable failure);
    }

    /** A way to the server. It never waits, and what cannot be sent is lost with the connection. */
    interface Connection {

        /** Sends a message after those before it. */
        void send(String message);

        /** Closes in a proper way. */
        void close();

        /** Closes at once. */
        void abort();
    }
}
