package io.tradecache.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One client: a connection and as little besides as it can do with. Bytes that came are looked at where the thread's buffer
 * holds them; a client keeps only the beginning of a frame whose rest is still to come. Not thread-safe.
 */
final class Client {

    /** What a client does with the prices that it asked for. */
    enum Habit {
        STEADY,
        SLOW,
        PAUSING
    }

    private enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        LEAVING,
        CLOSED
    }

    /** What the kernel takes for a client that does not read; the shorter, the sooner the server notices. */
    private static final int SHORT_BUFFER = 4 << 10;

    private static final int NORMAL_CLOSURE = 1000;

    private final Loop loop;
    private final Visit visit;
    private final Habit habit;
    private final Course course;
    private final Handshake server;
    private final long begun = System.nanoTime();
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Outgoing outgoing;
    private final Hearing hearing;
    private State state = State.CONNECTING;
    private byte @Nullable [] rest;

    /**
     * Begins to connect.
     *
     * @throws IOException when it cannot even begin
     */
    Client(Loop loop, Visit visit, Handshake server, Selector selector) throws IOException {
        this.loop = loop;
        this.visit = visit;
        this.habit = visit.habit();
        this.server = server;
        this.course = new Course(visit);
        this.hearing = new Hearing(loop, visit, course);
        this.channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (habit != Habit.STEADY) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, SHORT_BUFFER);
            }
            Sources.bind(channel, visit.number(), server.server());
            channel.connect(server.server());
            this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
            this.outgoing = new Outgoing(channel, key);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Habit habit() {
        return habit;
    }

    Visit visit() {
        return visit;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    Course course() {
        return course;
    }

    /** Gives up on a server that has not answered since a moment. */
    void expectAnswerSince(long nanoTime) {
        if (begun - nanoTime < 0 && (state == State.CONNECTING || state == State.UPGRADING)) {
            lost("no answer in time");
        }
    }

    /** Does what the connection is ready for. */
    void ready() {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                state = State.UPGRADING;
                key.interestOps(SelectionKey.OP_READ);
                outgoing.send(ByteBuffer.wrap(server.request()));
            }
            if (key.isReadable()) {
                receive();
            }
            if (key.isValid() && key.isWritable()) {
                outgoing.sendRest();
            }
        } catch (IOException e) {
            lost(String.valueOf(e.getMessage()));
        }
    }

    /** Reads, or leaves unread what comes. */
    void read(boolean reads) {
        if (state != State.CLOSED) {
            if (reads) {
                key.interestOpsOr(SelectionKey.OP_READ);
            } else {
                key.interestOpsAnd(~SelectionKey.OP_READ);
            }
            course.interrupted();
        }
    }

    /** Begins a pause, or ends it: then it counts what comes of old prices. */
    void pause(boolean pauses, long micros) {
        if (state == State.OPEN) {
            read(!pauses);
            if (pauses) {
                hearing.pause();
            } else {
                hearing.resume(micros);
            }
        }
    }

    /** Says goodbye; one that never read looks whether the server has hung up meanwhile. */
    void leave() {
        if (state == State.OPEN && habit == Habit.SLOW) {
            read(true);
        } else if (state == State.OPEN) {
            state = State.LEAVING;
            hearing.leave();
            try {
                read(true);
                outgoing.send(ClientFrame.close(NORMAL_CLOSURE));
            } catch (IOException e) {
                close();
            }
        } else {
            close();
        }
    }

    /** Closes the connection, and does not count that. */
    void close() {
        if (state != State.CLOSED) {
            loop.closed(this, state == State.OPEN || state == State.LEAVING);
            state = State.CLOSED;
            rest = null;
            try {
                channel.close();
            } catch (IOException e) {
                // It is closed as far as it can be.
            }
        }
    }

    private void receive() throws IOException {
        ByteBuffer buffer = loop.buffer();
        byte[] kept = rest;
        if (kept != null) {
            buffer.put(kept);
            rest = null;
        }
        int count = channel.read(buffer);
        if (count < 0) {
            lost("the connection was closed during the upgrade");
            return;
        }
        loop.meter().received(count);
        byte[] bytes = loop.bytes();
        int to = buffer.position();
        int from = state == State.UPGRADING ? upgrade(bytes, to) : 0;
        if (state == State.OPEN || state == State.LEAVING) {
            from = frames(bytes, from, to);
        }
        if (state != State.CLOSED && from < to) {
            rest = Arrays.copyOfRange(bytes, from, to);
        }
    }

    private int upgrade(byte[] bytes, int to) throws IOException {
        int end = Handshake.end(bytes, to);
        if (end < 0) {
            return 0;
        }
        String refusal = server.refusal(bytes, end);
        if (!refusal.isEmpty()) {
            lost(refusal);
            return to;
        }
        state = State.OPEN;
        course.opened(System.nanoTime());
        loop.opened(this, course.openedAt() - begun);
        if (loop.options().symbolsPerClient() > 0) {
            outgoing.send(ClientFrame.subscribe(
                    loop.mix().symbols(visit.number()), loop.options().intervalMillis()));
        }
        if (habit == Habit.SLOW) {
            read(false);
        }
        return end;
    }

    /** Looks at the whole frames, and gives the place where the first one begins that is not whole. */
    private int frames(byte[] bytes, int from, int to) throws IOException {
        long now = System.nanoTime();
        boolean priced = false;
        int at = from;
        for (int header = FrameHeader.length(bytes, at, to); header > 0; header = FrameHeader.length(bytes, at, to)) {
            long end = at + header + FrameHeader.payload(bytes, at);
            if (end - at > bytes.length) {
                throw new IOException("a frame was longer than " + bytes.length + " bytes");
            }
            if (end > to) {
                break;
            }
            priced |= frame(bytes, at, at + header, (int) end, now);
            at = (int) end;
            if (state == State.CLOSED) {
                return to;
            }
        }
        if (priced) {
            hearing.priced(now);
        }
        return at;
    }

    private boolean frame(byte[] bytes, int at, int from, int to, long now) throws IOException {
        switch (FrameHeader.opcode(bytes, at)) {
            case Opcode.TEXT -> {
                return hearing.text(bytes, at, from, to, now);
            }
            case Opcode.PING -> outgoing.send(ClientFrame.pong(Arrays.copyOfRange(bytes, from, to)));
            case Opcode.CLOSE -> {
                if (state == State.OPEN) {
                    end(FrameHeader.closeCode(bytes, from, to));
                } else {
                    close();
                }
            }
            default -> {
                // Nothing else is sent by such a server, and nothing is answered.
            }
        }
        return false;
    }

    /** The server says goodbye. */
    private void end(int code) {
        try {
            outgoing.send(ClientFrame.close(code));
        } catch (IOException e) {
            // It has said what it had to say.
        }
        close();
        loop.ended(this, code);
    }

    /** The connection has ended by itself. */
    private void lost(String why) {
        State then = state;
        close();
        switch (then) {
            case CONNECTING, UPGRADING -> loop.failed(visit, why);
            case OPEN -> {
                if (habit == Habit.SLOW) {
                    loop.tally().slowDropped++;
                } else {
                    loop.ended(this, LoadReport.WITHOUT_CODE);
                }
            }
            case LEAVING, CLOSED -> {
                // As it was meant.
            }
        }
    }
}
