package io.tradecache.core.model;

import java.util.regex.Pattern;

/**
 * The name that a client gives to a request, so that it can send it again without fear that it is done twice. Immutable.
 *
 * @param user the user for whom the request is; other users may use the same text
 * @param value as the client chose it: 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(UserId user, String value) {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    /** Checks the text. */
    public IdempotencyKey {
        if (!VISIBLE_ASCII.matcher(value).matches()) {
            throw new InvalidFieldException("idempotency_key", "must be 1 to 255 visible ASCII characters");
        }
    }
}
