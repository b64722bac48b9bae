package io.tradecache.http;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which JSON web tokens are believed. Its text never shows the secret. Immutable.
 *
 * @param algorithm the only one that counts, for example {@code RS256}
 * @param jwks where the public keys are; null with a secret
 * @param secret what tokens are signed with; null with public keys
 * @param issuer who must have issued a token
 * @param audience whom a token must be meant for
 * @param roleClaims the claims of which one says {@code admin}, as a text or in a list
 */
public record JwtSettings(
        String algorithm,
        @Nullable URI jwks,
        @Nullable String secret,
        String issuer,
        String audience,
        List<String> roleClaims) {

    /** The algorithms whose keys are public, for {@code jwks}. */
    public static final List<String> PUBLIC_KEY_ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** The algorithms that need a secret. */
    public static final List<String> SECRET_ALGORITHMS = List.of("HS256", "HS384", "HS512");

    private static final int BITS_OF_A_BYTE = 8;

    /** Takes a copy of the claims. */
    public JwtSettings {
        roleClaims = List.copyOf(roleClaims);
    }

    /** How many bytes the secret of an algorithm must have at least: as many as its hash. */
    public static int shortestSecret(String algorithm) {
        return Integer.parseInt(algorithm.substring("HS".length())) / BITS_OF_A_BYTE;
    }

    @Override
    public String toString() {
        return algorithm + (jwks == null ? " with a secret" : " with the keys of " + jwks) + ", issued by " + issuer
                + " for " + audience;
    }
}
