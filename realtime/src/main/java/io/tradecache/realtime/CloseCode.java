package io.tradecache.realtime;

/** Why connections are closed. Of tradecache's own codes, 4000 to 4499 say reconnect and 4500 to 4999 say do not. */
final class CloseCode {

    /** There was none: a stream of events has no codes. */
    static final int NONE = 1005;

    /** The connection broke. */
    static final int BROKEN = 1006;

    /** The client sent more at a time than is taken. */
    static final int TOO_LONG = 1009;

    /** The node failed. */
    static final int FAILURE = 1011;

    /** The node stops; another one, or the next, serves on. */
    static final int RESTART = 1012;

    /** Nothing was heard of the client, not even the answers to pings. */
    static final int DEAD = 4000;

    /** What the client proved when it was let in holds no more. */
    static final int EXPIRED = 4001;

    /** The client took nothing of what it was sent. */
    static final int SLOW = 4008;

    /** The client sent far more messages than are heeded. */
    static final int FLOOD = 4009;

    /** The user has as many connections as one may have. */
    static final int TOO_MANY_CONNECTIONS = 4504;

    private CloseCode() {}
}
