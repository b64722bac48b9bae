package io.tradecache.core.model.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody has proved who they are, and what that rests on. Immutable.
 *
 * @param principal who it is
 * @param key the API key that it was proved by; null when it was proved otherwise
 * @param until when the proof lapses by itself; null when it does not
 */
public record Grant(
        Principal principal,
        @Nullable ApiKeyId key,
        @Nullable Instant until) {

    /**
     * Rests on nothing that could cease.
     *
     * @param principal who it is
     * @return a grant without a key and without an end
     */
    public static Grant lasting(Principal principal) {
        return new Grant(principal, null, null);
    }

    /**
     * Whether the proof has not lapsed by itself. What it rests on may have been taken back all the same.
     *
     * @param now the present
     * @return false from {@code until} on
     */
    public boolean holdsAt(Instant now) {
        return until == null || now.isBefore(until);
    }
}
