package io.tradecache.load;

/** What kinds of frames there are in WebSocket. */
final class Opcode {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private Opcode() {}
}
