package io.tradecache.load;

/** What a client is sent of old prices when it reads on after a pause, until the first new ones. Not thread-safe. */
final class CatchUp {

    private static final long SETTLED = 0;

    private final Meter meter;
    private final Tally tally;
    /** When the client began to read on, in microseconds since 1970. */
    private long resumedMicros = SETTLED;

    private long oldBytes;

    CatchUp(Meter meter, Tally tally) {
        this.meter = meter;
        this.tally = tally;
    }

    /** The client pauses. */
    void pause() {
        resumedMicros = SETTLED;
    }

    /** The client reads on. */
    void resume(long micros) {
        resumedMicros = micros;
        oldBytes = 0;
    }

    /** A frame came. What was put together before the client read on is old, whatever it says. */
    void framed(boolean priced, int bytes, long nanoTime) {
        if (resumedMicros == SETTLED) {
            return;
        }
        if (priced && meter.composedMicros() >= resumedMicros) {
            Tally.record(tally.old, oldBytes);
            Tally.record(tally.caughtUp, meter.micros(nanoTime) - resumedMicros);
            resumedMicros = SETTLED;
        } else {
            oldBytes += bytes;
        }
    }
}
