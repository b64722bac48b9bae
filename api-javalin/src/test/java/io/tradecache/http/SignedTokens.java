package io.tradecache.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.access.Role;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** JSON web tokens to hand out in tests, of an issuer who publishes its keys. */
final class SignedTokens implements Proofs {

    static final String ISSUER = "https://issuer.example.com";
    static final String AUDIENCE = "tradecache";
    static final List<String> ROLE_CLAIMS = List.of("role", "roles");
    static final RSAKey KEY = key("first");
    static final RSAKey OTHER = key("second");
    /** Calls itself as the right one does. */
    static final RSAKey IMPOSTOR = new RSAKey.Builder(OTHER).keyID("first").build();

    final KeyServer issuer = KeyServer.publishing(KEY);
    private final InstantSource present;

    /**
     * Hands out tokens.
     *
     * @param present the time of the server that they are for
     */
    SignedTokens(InstantSource present) {
        this.present = present;
    }

    @Override
    public Authentication authentication(Clock clock) {
        return Authentication.byToken(
                new JwtSettings("RS256", issuer.address(), null, ISSUER, AUDIENCE, ROLE_CLAIMS),
                new InMemoryStreamTickets(clock),
                clock);
    }

    @Override
    public String of(String user, Role role) {
        return "Bearer " + signed(KEY, claims -> named(claims, user, role));
    }

    @Override
    public List<String> worthless() {
        String good = of("amelia", Role.ADMIN);
        String signature = good.substring(good.lastIndexOf('.') + 1);
        return List.of(
                good.replace(signature, new StringBuilder(signature).reverse()),
                good.replace(signature, ""),
                administrators(IMPOSTOR, claims -> {}),
                administrators(OTHER, claims -> {}),
                administrators(KEY, claims -> claims.expirationTime(in(-31))),
                administrators(KEY, claims -> claims.notBeforeTime(in(60))),
                administrators(KEY, claims -> claims.issuer("https://other.example.com")),
                administrators(KEY, claims -> claims.audience("another-api")),
                "Bearer " + new PlainJWT(claims(claims -> named(claims, "amelia", Role.ADMIN))).serialize(),
                new Tokens().of("amelia", Role.ADMIN));
    }

    private String administrators(RSAKey key, Consumer<JWTClaimsSet.Builder> change) {
        return "Bearer "
                + signed(key, claims -> {
                    named(claims, "amelia", Role.ADMIN);
                    change.accept(claims);
                });
    }

    private static void named(JWTClaimsSet.Builder claims, String user, Role role) {
        claims.subject(user).claim("role", role.name().toLowerCase(Locale.ROOT));
    }

    /** A token as it must be, but for the change. */
    String signed(RSAKey key, Consumer<JWTClaimsSet.Builder> change) {
        try {
            return signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), change);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token that is signed in any way. */
    String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, Consumer<JWTClaimsSet.Builder> change) {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .keyID(keyId)
                .type(JOSEObjectType.JWT)
                .build();
        SignedJWT token = new SignedJWT(header, claims(change));
        try {
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a token says of itself: that it is amelia's for five minutes. */
    JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject("amelia")
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .expirationTime(in(300));
        change.accept(claims);
        return claims.build();
    }

    /** So many seconds from now. */
    Date in(int seconds) {
        return Date.from(present.instant().plusSeconds(seconds));
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        issuer.close();
    }
}
