package io.tradecache.core.model.access;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an API key: enough to recognise it, and not enough to use it. Immutable.
 *
 * @param id what it is found by
 * @param hash that of its secret
 * @param principal whom it lets in
 * @param createdAt when it was made
 * @param revokedAt when it ceased to open anything; null while it does
 */
public record ApiKey(
        ApiKeyId id,
        String hash,
        Principal principal,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    /**
     * Whom a secret lets in by this key.
     *
     * @param secret what was presented
     * @return empty when it is the wrong one, or the key was revoked
     */
    public Optional<Principal> open(Secret secret) {
        return secret.matches(hash) && revokedAt == null ? Optional.of(principal) : Optional.empty();
    }
}
