package io.tradecache.client;

/** The time and the one thread of a stream. */
interface Timing {

    /** Milliseconds that pass, from any beginning. */
    long millis();

    /** Does something on the thread, after all that was given to it before. Does nothing after {@link #stop}. */
    void execute(Runnable task);

    /**
     * Does something on the thread later.
     *
     * @return calls it off
     */
    Runnable after(long millis, Runnable task);

    /** Does nothing any more but what was given before. */
    void stop();
}
