package io.tradecache.core.model.access;

import io.tradecache.core.model.InvalidFieldException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * An API key as its holder has it: {@code tck_}, the id, {@code _} and the secret. The beginning makes one that got lost in
 * a text easy to find. Immutable.
 *
 * @param id what it is found by
 * @param secret what makes it a key
 */
public record PresentedKey(ApiKeyId id, Secret secret) {

    private static final String BEGINNING = "tck_";
    private static final int PARTS = 3;

    /**
     * A new key.
     *
     * @param random where it comes from
     * @return a key that nobody knows yet
     */
    public static PresentedKey from(SecureRandom random) {
        return new PresentedKey(ApiKeyId.from(random), Secret.from(random));
    }

    /**
     * Reads a key.
     *
     * @param text what was presented
     * @return empty for a text that cannot be one
     */
    public static Optional<PresentedKey> parse(String text) {
        String[] parts = text.split("_", -1);
        if (!text.startsWith(BEGINNING) || parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PresentedKey(new ApiKeyId(parts[1]), new Secret(parts[2])));
        } catch (InvalidFieldException e) {
            return Optional.empty();
        }
    }

    /**
     * The text that its holder presents.
     *
     * @return the beginning, the id and the secret, with underscores between them
     */
    public String text() {
        return BEGINNING + id + "_" + secret.text();
    }
}
