package io.tradecache.load;

import io.tradecache.load.LoadProgress.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One thread of the generator with its share of the clients. All but {@link #counts} is the thread's own. */
final class Loop implements Runnable {

    /** No frame may be longer. */
    private static final int BUFFER = 256 << 10;

    private static final int MOST_CONNECTING = 250;
    private static final long WAIT_MILLIS = 5;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** From this code on, a server says that one must not come again. */
    private static final int FINAL_CODES = 4500;

    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LoadOptions options;
    private final List<Handshake> servers;
    private final Supplier<Phase> phase;
    private final int first;
    private final Selector selector;
    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private final Tally tally = new Tally();
    private final Meter meter = new Meter(tally);
    private final List<Client> clients = new ArrayList<>();
    private final Returns returns;
    private final ClientMix mix;
    private final long begun = System.nanoTime();
    private Phase now = Phase.CONNECTING;
    private int next;
    private int unsettled;
    private int returning;
    private int live;
    private boolean pausing;
    private long turned;
    private long phaseBegun;
    private volatile Counts counts = new Counts(0, 0, 0, false, 0, 0);

    /**
     * How far the thread is.
     *
     * @param open how many clients are connected
     * @param failed how many could not
     * @param away how many have lost their connection and have not come again yet
     * @param settled whether all have connected or failed
     * @param frames how many frames with prices came
     * @param live how many connections are not closed
     */
    record Counts(int open, int failed, int away, boolean settled, long frames, int live) {}

    /**
     * Makes a loop without connections yet.
     *
     * @param first the number of its first client; the next ones follow in steps of the number of threads
     * @throws IOException when the system has no selector left
     */
    Loop(LoadOptions options, List<Handshake> servers, Supplier<Phase> phase, int first) throws IOException {
        this.options = options;
        this.servers = servers;
        this.returns = new Returns(servers.size());
        this.mix = new ClientMix(options);
        this.phase = phase;
        this.first = first;
        this.next = first;
        this.selector = Selector.open();
    }

    /** How far it is; for any thread. */
    Counts counts() {
        return counts;
    }

    /** Lets it look at the phase; for any thread. */
    void wake() {
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (now != Phase.DONE) {
                int ready = selector.select(Loop::ready, WAIT_MILLIS);
                turn(System.nanoTime());
                if (ready > 0) {
                    LockSupport.parkNanos(options.gathering().toNanos());
                }
            }
        } catch (IOException e) {
            tally.failed("the selector failed: " + e.getMessage());
        } finally {
            clients.forEach(Client::close);
        }
    }

    private static void ready(SelectionKey key) {
        if (key.attachment() instanceof Client client && key.isValid()) {
            client.ready();
        }
    }

    private void turn(long nanoTime) {
        Phase wanted = phase.get();
        if (wanted != now) {
            now = wanted;
            phaseBegun = nanoTime;
            meter.count(now == Phase.MEASURING);
            if (now == Phase.CLOSING) {
                List.copyOf(clients).forEach(Client::leave);
            }
        } else if (nanoTime - turned < TURN_NANOS) {
            return;
        }
        turned = nanoTime;
        if (now == Phase.CONNECTING) {
            connect(nanoTime);
        } else if (now == Phase.MEASURING) {
            pause(nanoTime);
        }
        if (now != Phase.CLOSING && now != Phase.DONE) {
            comeAgain(nanoTime);
            expectAnswers(nanoTime);
        }
        int away = returns.waiting() + returning;
        counts = new Counts(tally.open, tally.failures(), away, isSettled(), tally.seen, live);
    }

    private boolean isSettled() {
        return next >= options.connections() && unsettled == 0;
    }

    private void connect(long nanoTime) {
        long due = (nanoTime - begun) * options.connectsPerSecond() / TimeUnit.SECONDS.toNanos(1);
        while (next < options.connections() && next - first < due && unsettled < MOST_CONNECTING) {
            Visit visit = mix.first(next);
            unsettled++;
            try {
                come(visit);
            } catch (IOException | RuntimeException e) {
                unsettled--;
                failed(visit, reason(e));
            }
            next += options.threads();
        }
    }

    private void come(Visit visit) throws IOException {
        clients.add(new Client(this, visit, servers.get(visit.target()), selector));
        live++;
    }

    private void comeAgain(long nanoTime) {
        Visit visit = returns.next(nanoTime);
        if (visit != null) {
            clients.removeIf(Client::isClosed);
        }
        while (visit != null) {
            returning++;
            try {
                come(visit);
            } catch (IOException | RuntimeException e) {
                returning--;
                failed(visit, reason(e));
            }
            visit = returns.next(nanoTime);
        }
    }

    private void expectAnswers(long nanoTime) {
        if (unsettled + returning > 0) {
            clients.forEach(client -> client.expectAnswerSince(nanoTime - ANSWER_NANOS));
        }
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Pausing clients read and pause in turn, all at once. */
    private void pause(long nanoTime) {
        boolean pauses = (nanoTime - phaseBegun) / options.pause().toNanos() % 2 == 0;
        if (pauses != pausing) {
            pausing = pauses;
            clients.stream()
                    .filter(client -> client.habit() == Client.Habit.PAUSING)
                    .forEach(client -> client.pause(pauses, meter.micros(nanoTime)));
        }
    }

    LoadOptions options() {
        return options;
    }

    ClientMix mix() {
        return mix;
    }

    Tally tally() {
        return tally;
    }

    Meter meter() {
        return meter;
    }

    /** Empty; what is put in stays until the next call. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    /** What the buffer is made of. */
    byte[] bytes() {
        return bytes;
    }

    void opened(Client client, long nanos) {
        tally.open++;
        if (client.visit().isReturn()) {
            returning--;
            tally.back(client.visit(), client.course().openedAt());
            return;
        }
        unsettled--;
        tally.opened++;
        tally.slow += client.habit() == Client.Habit.SLOW ? 1 : 0;
        Tally.record(tally.handshake, TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /** A connection is closed, whether it was ever open or not. */
    void closed(Client client, boolean wasOpen) {
        live--;
        if (wasOpen) {
            tally.open--;
        } else if (client.visit().isReturn()) {
            returning--;
        } else {
            unsettled--;
        }
    }

    /** A client could not connect. */
    void failed(Visit visit, String why) {
        if (visit.isReturn()) {
            tally.failedReturn(why);
            returns.failed(visit, System.nanoTime());
        } else {
            tally.failed(why);
        }
    }

    /** The server has ended a connection that was open. */
    void ended(Client client, int code) {
        tally.closed(code, client.course().isHinted());
        if (options.comesAgain() && code < FINAL_CODES) {
            returns.lost(client.course(), System.nanoTime());
        }
    }
}
