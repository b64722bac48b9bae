package io.tradecache.http;

import static io.tradecache.http.SignedTokens.IMPOSTOR;
import static io.tradecache.http.SignedTokens.KEY;
import static io.tradecache.http.SignedTokens.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.tradecache.core.inmemory.InMemoryStreamTickets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer, some of them as they must be. */
class JwtTest {

    private static final String MINE = Api.AMELIA + "/portfolios";
    private static final String SECRET =
            "a secret that has more than sixty-four bytes, so that all hashes can do with it";

    private final SignedTokens tokens = new SignedTokens(() -> this.api.clock.instant());
    private Api api = over(tokens::authentication);

    @AfterEach
    void stop() {
        api.close();
        tokens.close();
    }

    @Test
    void aTokenLetsInItsSubject() {
        String token = tokens.signed(KEY, claims -> {});

        assertThat(get(MINE, token).status()).isEqualTo(200);
        assertThat(get("/api/v1/users/bob/portfolios", token).status()).isEqualTo(404);
        assertThat(get("/api/v1/admin/market/overrides", token).status()).isEqualTo(403);
    }

    @Test
    void aClaimMakesAnAdministrator() {
        List<Consumer<JWTClaimsSet.Builder>> admins = List.of(
                claims -> claims.claim("role", "admin"),
                claims -> claims.claim("roles", List.of("trader", "admin")),
                claims -> claims.claim("role", "trader admin"));
        List<Consumer<JWTClaimsSet.Builder>> others = List.of(
                claims -> claims.claim("role", "administrator"),
                claims -> claims.claim("role", 1),
                claims -> claims.claim("groups", "admin"));

        assertThat(admins)
                .allSatisfy(claims -> assertThat(get("/api/v1/admin/market/overrides", tokens.signed(KEY, claims))
                                .status())
                        .isEqualTo(200));
        assertThat(others)
                .allSatisfy(claims -> assertThat(get("/api/v1/admin/market/overrides", tokens.signed(KEY, claims))
                                .status())
                        .isEqualTo(403));
    }

    @Test
    void aTokenIsGoodUntilItExpires() {
        String token = tokens.signed(KEY, claims -> {});
        assertThat(get(MINE, token).status()).isEqualTo(200);

        api.clock.advance(Duration.ofSeconds(331));

        assertRefused(token, "The token has expired");
    }

    @Test
    void aTokenThatWasAcceptedAMomentAgoIsNotRememberedBeyondItsEnd() {
        String token = tokens.signed(KEY, claims -> claims.expirationTime(tokens.in(-28)));
        assertThat(get(MINE, token).status()).isEqualTo(200);

        api.clock.advance(Duration.ofSeconds(3));

        assertRefused(token, "The token has expired");
    }

    @Test
    void whatATokenSaysOfItselfMustBeAsExpected() {
        String claim = "The token's issuer, audience, subject or times are not as they must be";
        assertRefused(tokens.signed(KEY, claims -> claims.issuer("https://other.example.com")), claim);
        assertRefused(tokens.signed(KEY, claims -> claims.issuer(null)), claim);
        assertRefused(tokens.signed(KEY, claims -> claims.audience("another-api")), claim);
        assertRefused(tokens.signed(KEY, claims -> claims.audience((String) null)), claim);
        assertRefused(tokens.signed(KEY, claims -> claims.notBeforeTime(tokens.in(60))), claim);
        assertRefused(tokens.signed(KEY, claims -> claims.expirationTime(null)), claim);
        assertRefused(tokens.signed(KEY, claims -> claims.subject(null)), claim);
        assertRefused(
                tokens.signed(KEY, claims -> claims.subject("amelia:admin")), "The token's subject is no user id");
        assertRefused(tokens.signed(KEY, claims -> claims.subject("rt")), "The token's subject is no user id");
        assertThat(get(MINE, tokens.signed(KEY, claims -> claims.audience(List.of("another-api", "tradecache"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenMustBeSignedByAKnownKey() throws JOSEException {
        String signature = "The token is not signed as it must be, or is none";

        assertRefused(tokens.signed(IMPOSTOR, claims -> {}), signature);
        assertRefused(tokens.signed(KEY, claims -> {}) + "x", signature);
        assertRefused(new PlainJWT(tokens.claims(claims -> {})).serialize(), signature);
        assertRefused("a.b.c", signature);
        assertRefused("tck_0123456789ab_" + "0".repeat(64), signature);
    }

    @Test
    void aPublicKeyIsNotTakenForASecret() throws JOSEException {
        List<byte[]> known = List.of(
                KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                KEY.toRSAPublicKey().getEncoded(),
                KEY.getModulus().decode());
        for (byte[] secret : known) {
            assertRefused(
                    tokens.signed(JWSAlgorithm.HS256, "first", new MACSigner(secret), claims -> {}),
                    "The token is not signed as it must be, or is none");
        }
    }

    @Test
    void anotherAlgorithmOfTheSameKeyDoesNotCount() throws JOSEException {
        assertRefused(
                tokens.signed(JWSAlgorithm.RS512, "first", new RSASSASigner(KEY), claims -> {}),
                "The token is not signed as it must be, or is none");
    }

    @Test
    void aNewKeyOfTheIssuerIsFound() {
        assertThat(get(MINE, tokens.signed(KEY, claims -> {})).status()).isEqualTo(200);
        String early = tokens.signed(OTHER, claims -> {});
        tokens.issuer.publish(KEY, OTHER);

        assertThat(get(MINE, early).status()).isEqualTo(200);
    }

    @Test
    void tokensWithKeysThatNobodyKnowsDoNotMakeTheServerAskOnAndOn() {
        RSAKey unknown = new RSAKey.Builder(OTHER).keyID("nobody's").build();
        for (int i = 0; i < 20; i++) {
            int each = i;
            assertThat(get(MINE, tokens.signed(unknown, claims -> claims.jwtID("token " + each)))
                            .status())
                    .isEqualTo(401);
        }

        assertThat(tokens.issuer.asked()).isBetween(1, 4);
        assertThat(get(MINE, tokens.signed(KEY, claims -> {})).status()).isEqualTo(200);
    }

    @Test
    void withoutTheIssuersKeysTheServerSaysSoAndAnswersWhatIsForEverybody() {
        tokens.issuer.fail();

        for (int i = 0; i < 4; i++) {
            Api.Answer refused = get(MINE, tokens.signed(KEY, claims -> {}));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.kind()).isEqualTo("keys-unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.body()).doesNotContain("127.0.0.1", "jwks");
        }
        assertThat(api.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void keysThatAreKnownCountOnWhileTheirIssuerIsAway() {
        assertThat(get(MINE, tokens.signed(KEY, claims -> {})).status()).isEqualTo(200);
        tokens.issuer.fail();

        assertThat(get(MINE, tokens.signed(KEY, claims -> claims.jwtID("another")))
                        .status())
                .isEqualTo(200);
        assertThat(get(MINE, tokens.signed(OTHER, claims -> {})).status()).isEqualTo(401);
    }

    @Test
    void tokensMayBeSignedWithASecret() throws JOSEException {
        api.close();
        api = bySecret("HS256");

        assertThat(get(MINE, tokens.signed(JWSAlgorithm.HS256, null, new MACSigner(SECRET), claims -> {}))
                        .status())
                .isEqualTo(200);
        String signature = "The token is not signed as it must be, or is none";
        assertRefused(
                tokens.signed(JWSAlgorithm.HS256, null, new MACSigner("another " + SECRET), claims -> {}), signature);
        assertRefused(tokens.signed(JWSAlgorithm.HS512, null, new MACSigner(SECRET), claims -> {}), signature);
        assertRefused(tokens.signed(KEY, claims -> {}), signature);
        assertRefused(new PlainJWT(tokens.claims(claims -> {})).serialize(), signature);
    }

    @Test
    void theSecretIsShownByNoText() {
        assertThat(secretly("HS256").toString()).doesNotContain(SECRET).contains("HS256");
    }

    private void assertRefused(String token, String why) {
        Api.Answer refused = get(MINE, token);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.kind()).isEqualTo("unauthorized");
        assertThat(refused.text("detail")).isEqualTo(why);
        assertThat(refused.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"tradecache\", error=\"invalid_token\", error_description=\"" + why + "\"");
        assertThat(refused.body()).doesNotContain(token);
    }

    private Api.Answer get(String path, String token) {
        return api.get(path, "Authorization", "Bearer " + token);
    }

    private static Api bySecret(String algorithm) {
        return over(clock -> Authentication.byToken(secretly(algorithm), new InMemoryStreamTickets(clock), clock));
    }

    private static JwtSettings secretly(String algorithm) {
        return new JwtSettings(
                algorithm, null, SECRET, SignedTokens.ISSUER, SignedTokens.AUDIENCE, SignedTokens.ROLE_CLAIMS);
    }

    private static Api over(Function<Clock, Authentication> believing) {
        return Api.with(parts -> parts.withAuthentication(believing.apply(parts.clock())));
    }
}
