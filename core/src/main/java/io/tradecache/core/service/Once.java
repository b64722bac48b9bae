package io.tradecache.core.service;

import io.tradecache.core.model.IdempotencyKey;
import io.tradecache.core.port.IdempotencyKeys;
import io.tradecache.core.port.IdempotencyKeys.Claim;
import io.tradecache.core.port.WriteOutcome.Written;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets a request be done once, however often it is made. A service that is handed one keeps the answer beside what it
 * writes, and when there is an answer already it does nothing and throws {@link RefusedException.AlreadyDone} with it.
 * What is refused or fails is not kept: it may be tried again under the same key. Immutable.
 *
 * @param key the key of the request
 * @param request tells the request from others under the same key, for example a hash of it
 * @param at when it was made
 * @param reply makes the answer out of what was written, in a form that only its maker understands; called in the
 *     transaction, so it must be quick and without other effects
 * @param <T> what is written
 */
public record Once<T>(IdempotencyKey key, String request, Instant at, Function<Written<T>, String> reply) {

    /** Does the work in the thread's transaction, unless it was done. */
    Written<T> run(IdempotencyKeys keys, Supplier<Written<T>> work) {
        Claim claim = keys.claim(key);
        if (claim instanceof Claim.Answered answered) {
            if (!answered.request().equals(request)) {
                throw new RefusedException.KeyReused();
            }
            throw new RefusedException.AlreadyDone(answered.reply());
        }
        if (claim instanceof Claim.Busy) {
            throw new RefusedException.StillRunning();
        }
        Written<T> written = work.get();
        keys.keep(key, request, reply.apply(written), at);
        return written;
    }
}
