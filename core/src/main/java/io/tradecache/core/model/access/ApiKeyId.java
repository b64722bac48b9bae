package io.tradecache.core.model.access;

import io.tradecache.core.model.InvalidFieldException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What an API key is found by and called in lists. It is no secret. Immutable.
 *
 * @param value 12 hexadecimal digits in lower case
 */
public record ApiKeyId(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{12}");
    private static final int BYTES = 6;

    /** Checks the syntax. */
    public ApiKeyId {
        if (!SYNTAX.matcher(value).matches()) {
            throw new InvalidFieldException("api_key_id", "must be 12 hexadecimal digits in lower case");
        }
    }

    /**
     * A new id.
     *
     * @param random where it comes from
     * @return one that is hardly ever made twice
     */
    public static ApiKeyId from(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new ApiKeyId(HexFormat.of().formatHex(bits));
    }

    @Override
    public String toString() {
        return value;
    }
}
