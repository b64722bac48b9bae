package io.tradecache.http;

import java.util.Map;

/**
 * The answer to a request that created something, as it can be kept and sent again. Immutable.
 *
 * @param status the status
 * @param headers the headers that say what was done
 * @param body JSON
 */
record Reply(int status, Map<String, String> headers, String body) {

    Reply {
        headers = Map.copyOf(headers);
    }
}
