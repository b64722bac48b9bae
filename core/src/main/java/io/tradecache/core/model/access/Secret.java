package io.tradecache.core.model.access;

import io.tradecache.core.model.InvalidFieldException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * 256 random bits that somebody is let in for. Only their hash is kept anywhere: one round of SHA-256, since nobody can try
 * out 2^256 of them, and what makes the guessing of passwords slow would make each request slow. Its text is never shown
 * by {@link #toString}. Immutable.
 *
 * @param text 64 hexadecimal digits in lower case
 */
public record Secret(String text) {

    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{64}");
    private static final int BYTES = 32;

    /** Checks the syntax. */
    public Secret {
        if (!SYNTAX.matcher(text).matches()) {
            throw new InvalidFieldException("secret", "must be 64 hexadecimal digits in lower case");
        }
    }

    /**
     * A secret that nobody knows yet.
     *
     * @param random where the bits come from
     * @return a secret of 256 random bits
     */
    public static Secret from(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new Secret(HexFormat.of().formatHex(bits));
    }

    /**
     * What is kept of it.
     *
     * @return the SHA-256 of its text, as 64 hexadecimal digits
     */
    public String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Whether it is the one that a hash was made of, in a time that does not tell how much of it is right.
     *
     * @param hash what was kept of a secret
     * @return true when it is
     */
    public boolean matches(String hash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "***";
    }
}
