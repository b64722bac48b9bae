package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.Telemetry;
import io.tradecache.realtime.Dialect.Line;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client. At most one message is on its way to it, and only what is no price can wait behind that, so a slow client
 * costs nothing but its own age: its next prices are the newest whenever it is ready for them. Thread-safe.
 */
final class Session {

    /** How many answers may wait; a client that asks more without reading is dropped. */
    static final int MOST_WAITING = 8;

    private final Outbound outbound;
    private final Dialect dialect;
    private final Hub hub;
    private final RealTimeSettings settings;
    private final LongSupplier millis;
    private final Telemetry telemetry;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Subscriptions subscriptions = new Subscriptions();
    private long intervalMillis;
    /** Which visits are still wanted: a change of rhythm makes the old ones void. */
    private long rhythm;

    private boolean inFlight;
    private boolean pumping;
    private boolean over;
    private long sentAt;

    /**
     * A client that listens to nothing yet.
     *
     * @param outbound the way to it
     * @param dialect how it is spoken to
     * @param hub where prices come from
     * @param settings its limits
     * @param millis the time that passes, from any beginning
     * @param telemetry what is counted
     */
    Session(
            Outbound outbound,
            Dialect dialect,
            Hub hub,
            RealTimeSettings settings,
            LongSupplier millis,
            Telemetry telemetry) {
        this.outbound = outbound;
        this.dialect = dialect;
        this.hub = hub;
        this.settings = settings;
        this.millis = millis;
        this.telemetry = telemetry;
        this.intervalMillis = settings.interval().toMillis();
        this.sentAt = millis.getAsLong();
    }

    Dialect dialect() {
        return dialect;
    }

    synchronized long intervalMillis() {
        return intervalMillis;
    }

    synchronized long rhythm() {
        return rhythm;
    }

    /** The client asks for prices in another rhythm. False when it has that already. */
    synchronized boolean changeInterval(long newMillis) {
        if (newMillis == intervalMillis) {
            return false;
        }
        intervalMillis = newMillis;
        rhythm++;
        return true;
    }

    synchronized List<Symbol> symbols() {
        return List.copyOf(subscriptions.symbols());
    }

    /** Listens to symbols; those that are listened to already are told of anew. */
    void subscribe(Collection<Symbol> symbols) {
        for (Symbol symbol : symbols) {
            Topic topic = hub.join(symbol);
            if (!listens(topic)) {
                hub.leave(topic);
            }
        }
    }

    private synchronized boolean listens(Topic topic) {
        if (over) {
            return false;
        }
        if (subscriptions.contains(topic.symbol())) {
            subscriptions.repeat(topic.symbol());
            return false;
        }
        subscriptions.add(topic);
        return true;
    }

    /** Listens to symbols no more. */
    synchronized void unsubscribe(Collection<Symbol> symbols) {
        symbols.forEach(symbol -> subscriptions.remove(symbol).ifPresent(hub::leave));
    }

    /** Sends what is no price. */
    void tell(byte[] message) {
        boolean full;
        synchronized (this) {
            full = waiting.size() >= MOST_WAITING;
            if (!full && !over) {
                waiting.add(message);
            }
        }
        if (full) {
            drop("slow");
        } else {
            pump();
        }
    }

    /**
     * Its turn has come: whatever has changed may be sent.
     *
     * @return false when it need not be visited any more
     */
    boolean visit() {
        boolean slow;
        boolean quiet = false;
        synchronized (this) {
            if (over) {
                return false;
            }
            long silence = millis.getAsLong() - sentAt;
            slow = inFlight && silence >= settings.patience().toMillis();
            if (!inFlight && silence >= settings.heartbeat().toMillis()) {
                quiet = !showsLife();
            }
            subscriptions.beginTurn();
        }
        if (slow) {
            drop("slow");
            return false;
        }
        if (quiet) {
            outbound.ping();
        }
        pump();
        return true;
    }

    /** False when the client has no eyes for a sign of life, and is to be pinged. */
    private boolean showsLife() {
        sentAt = millis.getAsLong();
        byte[] heartbeat = dialect.heartbeat();
        return heartbeat != null && waiting.offer(heartbeat);
    }

    /** Sends all that may be sent now. Only one thread does at a time; the others leave it their work. */
    void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        byte[] message = next();
        while (message != null) {
            outbound.send(message, this::ended);
            message = next();
        }
    }

    /** The next message, which is on its way then; null when there is none, and the pumping is over. */
    private synchronized byte @Nullable [] next() {
        byte[] message = inFlight || over ? null : message();
        pumping = message != null;
        if (message != null) {
            inFlight = true;
            sentAt = millis.getAsLong();
        }
        return message;
    }

    private byte @Nullable [] message() {
        byte[] first = waiting.poll();
        if (first != null) {
            return first;
        }
        List<Line> snapshot = subscriptions.firsts(dialect.most());
        if (!snapshot.isEmpty()) {
            return dialect.snapshot(snapshot);
        }
        List<Line> changed = subscriptions.changed(dialect.most());
        return changed.isEmpty() ? null : dialect.prices(changed);
    }

    private void ended(boolean taken) {
        telemetry.clientMessage(dialect.transport(), taken ? "sent" : "lost");
        synchronized (this) {
            inFlight = false;
        }
        if (taken) {
            pump();
        } else if (end()) {
            outbound.abort();
        }
    }

    /** Hangs up on a client that does not keep to what it must. */
    void drop(String reason) {
        if (end()) {
            telemetry.clientDropped(dialect.transport(), reason);
            outbound.abort();
        }
    }

    /** Closes the connection with a code. */
    void close(int code, String reason) {
        if (end()) {
            outbound.close(code, reason);
        }
    }

    /**
     * The connection is closed, whoever did it.
     *
     * @return false when that was known
     */
    boolean end() {
        List<Topic> topics;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            waiting.clear();
            topics = subscriptions.removeAll();
        }
        topics.forEach(hub::leave);
        hub.closed(this);
        return true;
    }
}
