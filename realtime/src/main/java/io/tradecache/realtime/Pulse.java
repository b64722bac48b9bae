package io.tradecache.realtime;

/**
 * When a client was last sent something, and when it was last heard. A connection that nobody answers looks well for
 * minutes, since its messages vanish in the network. Not thread-safe; its session guards it.
 */
final class Pulse {

    /** After so many heartbeats without a byte from the client, pings among them, it is taken for dead. */
    private static final int HEARTBEATS_TO_DEATH = 3;

    private final long heartbeatMillis;
    private final long patienceMillis;
    private long sentAt;
    private long heardAt;
    private long pingedAt;
    private long received;
    private long endedAt;

    Pulse(RealTimeSettings settings, long now) {
        this.heartbeatMillis = settings.heartbeat().toMillis();
        this.patienceMillis = settings.patience().toMillis();
        this.sentAt = now;
        this.heardAt = now;
        this.pingedAt = now;
    }

    /** What is to be done about a client. */
    enum Sign {
        /** Nothing. */
        WELL,
        /** It is to be asked whether it is there. */
        UNHEARD,
        /** It is there no more. */
        DEAD,
        /** It takes nothing of what it is sent. */
        SLOW
    }

    void sent(long now) {
        sentAt = now;
    }

    /** The goodbye is on its way. */
    void ended(long now) {
        endedAt = now;
    }

    /** Whether the client has had its time to answer the goodbye. */
    boolean isOverdue(long now) {
        return now - endedAt >= patienceMillis;
    }

    /** Whether the client was sent nothing for so long that it is to be given a sign of life. */
    boolean isQuiet(long now) {
        return now - sentAt >= heartbeatMillis;
    }

    /**
     * Feels the pulse.
     *
     * @param inFlight whether a message is on its way
     * @param bytes what was received so far; negative where that cannot be known
     */
    Sign feel(long now, boolean inFlight, long bytes) {
        if (inFlight && now - sentAt >= patienceMillis) {
            return Sign.SLOW;
        }
        if (bytes < 0) {
            return Sign.WELL;
        }
        if (bytes != received) {
            received = bytes;
            heardAt = now;
        }
        if (now - heardAt >= HEARTBEATS_TO_DEATH * heartbeatMillis) {
            return Sign.DEAD;
        }
        if (now - Math.max(heardAt, pingedAt) >= heartbeatMillis) {
            pingedAt = now;
            return Sign.UNHEARD;
        }
        return Sign.WELL;
    }
}
