package io.tradecache.realtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web sites may connect. A browser sends cookies along with a WebSocket whoever asks for it, so a foreign site must
 * not be let in by accident. Immutable.
 *
 * @param allowed foreign sites that may, for example {@code https://example.com}, or {@link #ANY}
 */
record Origins(Set<String> allowed) {

    /** Stands for every site, where nobody has to prove who they are. */
    static final String ANY = "*";

    /**
     * Whether a request may come in.
     *
     * @param origin the header, or null: then it does not come from a browser
     * @param host the host and port that were asked
     */
    boolean admits(@Nullable String origin, @Nullable String host) {
        return origin == null || isAllowed(origin) || (host != null && host.equalsIgnoreCase(authority(origin)));
    }

    /**
     * What an answer says of the sites that may read it.
     *
     * @param origin the request's header, or null
     * @return empty when no foreign site may
     */
    Optional<String> readableBy(@Nullable String origin) {
        if (allowed.contains(ANY)) {
            return Optional.of(ANY);
        }
        return Optional.ofNullable(origin).filter(allowed::contains);
    }

    private boolean isAllowed(String origin) {
        return allowed.contains(ANY) || allowed.contains(origin);
    }

    private static @Nullable String authority(String origin) {
        try {
            return new URI(origin).getAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
