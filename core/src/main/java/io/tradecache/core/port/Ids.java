package io.tradecache.core.port;

/** Where the unique parts of new ids come from. Thread-safe. */
@FunctionalInterface
public interface Ids {

    /**
     * A text that was never given out before and never will be again.
     *
     * @return 1 to 64 letters, digits, {@code _} or {@code -}
     */
    String next();
}
