package io.tradecache.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a client shows the server to be let in. Its text shows no secret. Immutable. */
public final class Credential {

    private static final Credential NONE = new Credential(Map.of(), "");

    private final Map<String, String> headers;
    private final String query;

    private Credential(Map<String, String> headers, String query) {
        this.headers = headers;
        this.query = query;
    }

    /**
     * For a server that lets in everybody.
     *
     * @return nothing to show
     */
    public static Credential none() {
        return NONE;
    }

    /**
     * A token in the header {@code Authorization}.
     *
     * @param token without {@code Bearer}
     * @return shows the token
     */
    public static Credential bearer(String token) {
        return new Credential(Map.of("Authorization", "Bearer " + token), "");
    }

    /**
     * A one-time ticket of {@code POST /api/v1/stream-tickets}, in the query.
     *
     * @param ticket as the server gave it
     * @return shows the ticket
     */
    public static Credential ticket(String ticket) {
        return new Credential(Map.of(), "ticket=" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
    }

    Map<String, String> headers() {
        return headers;
    }

    URI addTo(URI address) {
        if (query.isEmpty()) {
            return address;
        }
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + query);
    }

    @Override
    public String toString() {
        return this == NONE ? "no credential" : "a credential";
    }
}
