package io.tradecache.load;

import org.jspecify.annotations.Nullable;

/** What one client makes of the texts that it is sent. Not thread-safe. */
final class Hearing {

    private final Meter meter;
    private final Tally tally;
    private final Course course;
    private final boolean steady;
    private final CatchUp catchUp;
    private final @Nullable SequenceCheck check;
    private boolean leaving;

    Hearing(Loop loop, Visit visit, Course course) {
        this.meter = loop.meter();
        this.tally = loop.tally();
        this.course = course;
        this.steady = visit.habit() == Client.Habit.STEADY;
        this.catchUp = new CatchUp(meter, tally);
        this.check = loop.options().checksOrder() ? new SequenceCheck() : null;
    }

    /** Reading stops. */
    void pause() {
        catchUp.pause();
    }

    /** Reading goes on: what comes of old prices counts. */
    void resume(long micros) {
        catchUp.resume(micros);
    }

    /** The client has said goodbye: a hint is too late. */
    void leave() {
        leaving = true;
    }

    /**
     * Takes in a frame with a text.
     *
     * @param at where the frame begins
     * @param from where its text begins
     * @return whether it had changed prices
     */
    boolean text(byte[] bytes, int at, int from, int to, long now) {
        boolean priced = meter.text(bytes, from, to, now, steady, check);
        catchUp.framed(priced, to - at, now);
        if (!priced) {
            hint(Hint.afterMillis(bytes, from, to), now);
            tally.refused.hear(bytes, from, to);
        }
        return priced;
    }

    /** Prices were among what has just been read. */
    void priced(long now) {
        if (steady && course.pricesAt() != 0) {
            meter.gap(now - course.pricesAt());
        }
        course.priced(now);
    }

    private void hint(long afterMillis, long now) {
        if (afterMillis != Hint.NONE && !leaving) {
            tally.hints++;
            course.hinted(now, afterMillis);
        }
    }
}
