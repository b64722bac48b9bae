package io.tradecache.realtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web sites may connect. A browser sends cookies along with a WebSocket whoever asks for it, so a foreign site must
 * not be let in by accident. Immutable.
 *
 * @param allowed foreign sites that may, for example {@code https://example.com}
 */
record Origins(Set<String> allowed) {

    /**
     * Whether a request may come in.
     *
     * @param origin the header, or null: then it does not come from a browser
     * @param host the host and port that were asked
     */
    boolean admits(@Nullable String origin, @Nullable String host) {
        return origin == null || allowed.contains(origin) || (host != null && host.equalsIgnoreCase(authority(origin)));
    }

    private static @Nullable String authority(String origin) {
        try {
            return new URI(origin).getAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
