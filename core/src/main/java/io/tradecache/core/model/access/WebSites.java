package io.tradecache.core.model.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The web sites whose pages may call a server besides its own, by what a browser says of a page: the scheme, host and port
 * that it is from, in which capital letters mean nothing. Immutable.
 *
 * @param listed foreign sites, for example {@code https://app.example.com}
 */
public record WebSites(Set<String> listed) {

    /** Takes a copy in lower case. */
    public WebSites {
        listed = listed.stream().map(WebSites::lowerCase).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a page is of a listed site.
     *
     * @param origin the request's {@code Origin}, or null, as of whoever is no browser
     * @return false without an origin
     */
    public boolean lists(@Nullable String origin) {
        return origin != null && listed.contains(lowerCase(origin));
    }

    /**
     * Whether a page is the server's own. The scheme is not looked at, since a server behind a proxy does not know its own.
     *
     * @param origin the request's {@code Origin}
     * @param host the request's {@code Host}: what the server was called by; null when it was not
     * @return false when the origin is none, such as {@code null}
     */
    public static boolean isOwn(String origin, @Nullable String host) {
        return host != null && host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return new URI(origin).getAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String lowerCase(String origin) {
        return origin.toLowerCase(Locale.ROOT);
    }
}
