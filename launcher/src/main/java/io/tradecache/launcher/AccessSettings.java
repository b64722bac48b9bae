package io.tradecache.launcher;

import io.tradecache.http.Authentication;
import io.tradecache.http.JwtSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, checked. Its text never shows a secret. Immutable.
 *
 * @param mode how somebody says who they are
 * @param jwt which tokens are believed; null unless {@code mode} is {@link Mode#JWT}
 * @param insecure whether others may reach a server at which nobody says who they are
 * @param metricsPublic whether everybody may read the metrics
 * @param allowedOrigins the web sites whose pages may call the server besides its own
 * @param requestsAMinute how many requests of one caller are answered in a minute; 0 for any number
 * @param failuresAMinute how many credentials of one address may fail in a minute; 0 for any number
 */
record AccessSettings(
        Mode mode,
        @Nullable JwtSettings jwt,
        boolean insecure,
        boolean metricsPublic,
        Set<String> allowedOrigins,
        int requestsAMinute,
        int failuresAMinute) {

    /** Everybody may do everything, from this machine alone. */
    static final AccessSettings OPEN =
            new AccessSettings(Mode.NONE, null, false, false, Set.of(), 0, Authentication.FAILURES_A_MINUTE);

    /** How somebody says who they are. */
    enum Mode {
        /** Not at all. */
        NONE,
        /** By a key that was made for them. */
        API_KEY,
        /** By a token that somebody else signed. */
        JWT
    }

    AccessSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** What it comes to, in words. */
    String meaning() {
        return switch (mode) {
            case NONE ->
                insecure
                        ? "none: whoever reaches the server may do everything, as every user"
                        : "none: whoever is on this machine may do everything, as every user";
            case API_KEY -> "API keys, by `tradecache api-key create`; each user has their own, administrators all";
            case JWT -> "tokens, " + jwt + "; each user has their own, administrators all";
        };
    }
}
