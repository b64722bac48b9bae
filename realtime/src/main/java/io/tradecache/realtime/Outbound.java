package io.tradecache.realtime;

/** The way to one client. No method waits for the client, none throws. Thread-safe. */
interface Outbound {

    /** Is told what became of a message. */
    @FunctionalInterface
    interface Completion {

        /**
         * The message is no longer on its way.
         *
         * @param taken whether it was handed on; if not, the connection is of no more use
         */
        void ended(boolean taken);
    }

    /**
     * Sends a message. No other one is sent before this one has ended, but for a last one before the connection is closed.
     *
     * @param message UTF-8; not to be changed any more
     * @param completion always the same of one client; called once for each message, perhaps before this method returns
     */
    void send(byte[] message, Completion completion);

    /** How many bytes came from the client so far; negative where that is not known. */
    long bytesHeard();

    /** Asks the client for a sign of life, unseen by its program. Does nothing where that is not possible. */
    void ping();

    /**
     * Says goodbye and closes the connection when that was sent.
     *
     * @param code a close code of WebSocket
     * @param reason in at most 123 bytes
     */
    void close(int code, String reason);

    /** Closes the connection at once, since the client takes nothing. */
    void abort();
}
