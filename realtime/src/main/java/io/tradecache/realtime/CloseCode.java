package io.tradecache.realtime;

/** Why connections are closed. Of tradecache's own codes, 4000 to 4499 say reconnect and 4500 to 4999 say do not. */
final class CloseCode {

    /** The node stops; another one, or the next, serves on. */
    static final int RESTART = 1012;

    /** The client took nothing of what it was sent. */
    static final int SLOW = 4008;

    /** The client sent far more messages than are heeded. */
    static final int FLOOD = 4009;

    private CloseCode() {}
}
