package io.tradecache.realtime;

import io.tradecache.core.model.change.Outdated;
import io.tradecache.core.port.Telemetry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one client is to be sent, one message after another: answers first, then what it must read again, then the first
 * prices of what it has subscribed to, then those that have changed. Not thread-safe; its session guards it.
 */
final class Outbox {

    /** How many answers may wait; a client that asks more without reading is dropped. */
    static final int MOST_WAITING = 8;

    private final Peer peer;
    private final Subscriptions subscriptions;
    private final Telemetry telemetry;
    private final Deque<byte[]> waiting = new ArrayDeque<>(2);
    private final Outdating outdating = new Outdating();

    Outbox(Peer peer, Subscriptions subscriptions, Telemetry telemetry) {
        this.peer = peer;
        this.subscriptions = subscriptions;
        this.telemetry = telemetry;
    }

    /** Takes what is no price. False when too much waits already. */
    boolean offer(byte[] message) {
        return waiting.size() < MOST_WAITING && waiting.add(message);
    }

    /** Takes a sign of life, where the client is to see one. */
    void showLife() {
        byte[] heartbeat = peer.dialect().heartbeat();
        if (heartbeat != null) {
            waiting.add(heartbeat);
        }
    }

    /** Takes an object that the client is to read again. */
    void outdated(Outdated object) {
        outdating.add(object);
    }

    /** The client's turn has come: what has changed may be sent. */
    void beginTurn() {
        subscriptions.beginTurn();
        outdating.beginTurn();
    }

    /** The next message; null when there is none. */
    byte @Nullable [] poll() {
        byte[] first = waiting.poll();
        if (first != null) {
            return first;
        }
        Outdated object = outdating.poll();
        if (object != null) {
            return peer.dialect().outdated(object);
        }
        List<Price> snapshot = subscriptions.firsts(peer.dialect().most());
        if (!snapshot.isEmpty()) {
            telemetry.pricesSent(peer.transport(), snapshot.size(), 0);
            return peer.dialect().snapshot(snapshot);
        }
        List<Price> changed = subscriptions.changed(peer.dialect().most());
        if (changed.isEmpty()) {
            return null;
        }
        telemetry.pricesSent(peer.transport(), changed.size(), subscriptions.takeSkipped());
        return subscriptions.isWhole()
                ? peer.dialect().wholePrices(changed)
                : peer.dialect().prices(changed);
    }

    /** Nothing of it is sent any more. */
    void clear() {
        waiting.clear();
        outdating.clear();
    }
}
