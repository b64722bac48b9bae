package io.tradecache.core.port;

import io.tradecache.core.model.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers what was answered to requests that carry a key, in the transaction of what they changed: either both are
 * there or neither. Every method throws {@link PortException} when it cannot be done. Thread-safe.
 */
public interface IdempotencyKeys {

    /** How long answers are kept at least, so that a client may repeat its request. */
    Duration KEPT = Duration.ofHours(24);

    /**
     * Claims a key for the thread's transaction, before anything else is done in it. While another transaction has claimed
     * the same key this waits for its end, so that of any number of equal requests one is done and the others learn its
     * answer.
     *
     * @param key the key
     * @return what is known of the key
     */
    Claim claim(IdempotencyKey key);

    /**
     * Keeps the answer to a request whose key the thread's transaction has claimed and found unused. It is there for others
     * when the transaction commits.
     *
     * @param key the key
     * @param request tells the request from others under the same key, for example a hash of it
     * @param reply the answer, in a form that only its writer understands
     * @param at when the request was made
     */
    void keep(IdempotencyKey key, String request, String reply, Instant at);

    /**
     * Forgets old answers. Their keys can be used again.
     *
     * @param before answers to requests from before this time go
     * @return how many went
     */
    long forget(Instant before);

    /** What is known of a key. */
    sealed interface Claim {

        /** Nothing; the request may be done now. */
        record Unused() implements Claim {}

        /**
         * A request was done under this key.
         *
         * @param request what told it from others
         * @param reply its answer
         */
        record Answered(String request, String reply) implements Claim {}

        /** Another transaction has claimed it and did not end for long. This one can only be rolled back. */
        record Busy() implements Claim {}
    }
}
