package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a provider answered over HTTP. Immutable.
 *
 * @param status HTTP's
 * @param body missing when it was no JSON
 * @param again when to come again, if the provider would not answer now
 */
record Reply(int status, JsonNode body, Optional<Instant> again) {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    boolean isOk() {
        return status == OK;
    }

    /** Something that was asked for is not understood. */
    boolean isBadRequest() {
        return status == BAD_REQUEST;
    }

    /** Something that was asked for is not in the account's plan. */
    boolean isForbidden() {
        return status == FORBIDDEN;
    }

    /** The provider's own words for what went wrong; empty when it has none. */
    String message() {
        String message = body.path("message").asText("");
        return message.isEmpty() ? body.path("error").asText("") : message;
    }
}
