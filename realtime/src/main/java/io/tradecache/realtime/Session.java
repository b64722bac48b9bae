package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.change.Outdated;
import io.tradecache.core.port.Telemetry;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client. At most one message is on its way to it, and only what is no price can wait behind that, so a slow client
 * costs nothing but its own age: its next prices are the newest whenever it is ready for them. Thread-safe.
 */
final class Session {

    private final Peer peer;
    private final Hub hub;
    private final LongSupplier millis;
    private final Telemetry telemetry;
    private final Outbound.Completion completion = this::ended;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Outbox outbox;
    private final Pulse pulse;
    private long intervalMillis;
    /** Which visits are still wanted: a change of rhythm makes the old ones void. */
    private long rhythm;

    private boolean inFlight;
    private boolean pumping;
    /** Nothing more is sent. */
    private boolean over;
    /** The connection is closed. */
    private boolean gone;
    /** Why this side ended it; 0 while it did not. */
    private int closeCode;

    /**
     * A client that listens to nothing yet.
     *
     * @param peer the other end
     * @param hub where prices come from
     * @param settings its limits
     * @param millis the time that passes, from any beginning
     */
    Session(Peer peer, Hub hub, RealTimeSettings settings, LongSupplier millis) {
        this.peer = peer;
        this.hub = hub;
        this.millis = millis;
        this.telemetry = hub.telemetry();
        this.outbox = new Outbox(peer, subscriptions, telemetry);
        this.intervalMillis = settings.interval().toMillis();
        this.pulse = new Pulse(settings, millis.getAsLong());
    }

    Peer peer() {
        return peer;
    }

    Dialect dialect() {
        return peer.dialect();
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
        return subscriptions.symbols();
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
        return !over && subscriptions.add(topic);
    }

    /** Listens to symbols no more. */
    synchronized void unsubscribe(Collection<Symbol> symbols) {
        symbols.forEach(symbol -> subscriptions.remove(symbol).ifPresent(hub::leave));
    }

    /** Sends what is no price. */
    void tell(byte[] message) {
        boolean full;
        synchronized (this) {
            full = !over && !outbox.offer(message);
        }
        if (full) {
            drop(CloseCode.SLOW, "slow");
        } else {
            pump();
        }
    }

    /** An object of the client's user has changed; it is told so at its next turn. */
    synchronized void outdated(Outdated object) {
        if (!over && dialect().isTalkative()) {
            outbox.outdated(object);
        }
    }

    /**
     * Its turn has come: whatever has changed may be sent.
     *
     * @return false when it need not be visited any more
     */
    boolean visit() {
        long now = millis.getAsLong();
        Pulse.Sign sign;
        boolean quiet;
        synchronized (this) {
            if (over) {
                return !gone && lingers(now);
            }
            sign = pulse.feel(now, inFlight, peer.outbound().bytesHeard());
            quiet = !inFlight && pulse.isQuiet(now);
            if (quiet) {
                pulse.sent(now);
                outbox.showLife();
            }
            outbox.beginTurn();
        }
        switch (sign) {
            case SLOW -> drop(CloseCode.SLOW, "slow");
            case DEAD -> hangUp(CloseCode.DEAD, "dead");
            case UNHEARD -> peer.outbound().ping();
            case WELL -> {
                // As it should be.
            }
        }
        pump();
        return true;
    }

    /** Whether the client still has time to answer the goodbye; if not, the connection is closed without its answer. */
    private boolean lingers(long now) {
        if (pulse.isOverdue(now)) {
            peer.outbound().abort();
            return false;
        }
        return true;
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
            telemetry.bytesSent(peer.transport(), message.length);
            peer.outbound().send(message, completion);
            message = next();
        }
    }

    /** The next message, which is on its way then; null when there is none, and the pumping is over. */
    private synchronized byte @Nullable [] next() {
        // First, for a message that cannot be composed must not leave the client without any other for ever.
        pumping = false;
        byte[] message = inFlight || over ? null : outbox.poll();
        if (message != null) {
            pumping = true;
            inFlight = true;
            pulse.sent(millis.getAsLong());
        }
        return message;
    }

    private void ended(boolean taken) {
        telemetry.clientMessage(peer.transport(), taken ? "sent" : "lost");
        synchronized (this) {
            inFlight = false;
        }
        if (taken) {
            pump();
        } else if (end(CloseCode.BROKEN)) {
            peer.outbound().abort();
        }
    }

    /** Hangs up on a client that takes nothing, so that it cannot be told why. */
    void drop(int code, String reason) {
        if (end(code)) {
            telemetry.clientDropped(peer.transport(), reason);
            peer.outbound().abort();
        }
    }

    /** Hangs up on a client that does not keep to what it must, and tells it why. */
    void hangUp(int code, String reason) {
        if (close(code, reason)) {
            telemetry.clientDropped(peer.transport(), reason);
        }
    }

    /** Closes the connection with a code. False when that was done before. */
    boolean close(int code, String reason) {
        boolean ended = end(code);
        if (ended) {
            peer.outbound().close(code, reason);
        }
        return ended;
    }

    /** Sends a last message, although another may still be on its way, and closes the connection. */
    void close(byte[] last, int code, String reason) {
        if (end(code)) {
            telemetry.bytesSent(peer.transport(), last.length);
            peer.outbound().send(last, completion);
            peer.outbound().close(code, reason);
        }
    }

    /** The connection is closed, whoever did it: by this side if that said goodbye before, and else with the code given. */
    void gone(int code) {
        end(code);
        int counted;
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            counted = closeCode;
        }
        telemetry.clientClosed(peer.transport(), counted);
    }

    private boolean end(int code) {
        List<Topic> topics;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            closeCode = code;
            pulse.ended(millis.getAsLong());
            outbox.clear();
            topics = subscriptions.removeAll();
        }
        topics.forEach(hub::leave);
        hub.closed(this);
        return true;
    }
}
