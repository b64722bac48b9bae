package io.tradecache.realtime;

import io.tradecache.core.model.access.WebSites;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web sites may connect. A browser sends cookies along with a WebSocket whoever asks for it, so a foreign site must
 * not be let in by accident. Immutable.
 *
 * @param allowed foreign sites that may, or {@link #ANY}
 */
record Origins(WebSites allowed) {

    /** Stands for every site, where nobody has to prove who they are. */
    static final String ANY = "*";

    Origins(Set<String> allowed) {
        this(new WebSites(allowed));
    }

    /**
     * Whether a request may come in.
     *
     * @param origin the header, or null: then it does not come from a browser
     * @param host the host and port that were asked
     */
    boolean admits(@Nullable String origin, @Nullable String host) {
        return origin == null || admitsAny() || allowed.lists(origin) || WebSites.isOwn(origin, host);
    }

    /**
     * What an answer says of the sites that may read it.
     *
     * @param origin the request's header, or null
     * @return empty when no foreign site may
     */
    Optional<String> readableBy(@Nullable String origin) {
        return admitsAny() ? Optional.of(ANY) : Optional.ofNullable(origin).filter(allowed::lists);
    }

    private boolean admitsAny() {
        return allowed.listed().contains(ANY);
    }
}
