package io.tradecache.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.http.Problem.Kind;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON web tokens, signed by one algorithm, of one issuer and for one audience. Thread-safe. */
final class JwtCredentials implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(JwtCredentials.class);

    private static final String ADMIN = "admin";
    private static final int SKEW_SECONDS = 30;
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int LONGEST_KEY_SET = 256 << 10;
    private static final Duration KEYS_TERM = Duration.ofMinutes(5);
    /** Longer than a connection and an answer may take. */
    private static final Duration KEYS_PATIENCE = Duration.ofSeconds(10);
    /** So long the keys that are known count on while their source is away. */
    private static final Duration KEYS_OUTAGE = Duration.ofHours(1);
    /** Twice in this time at most, the source is asked, however many tokens name keys that nobody knows. */
    private static final Duration KEYS_INTERVAL = Duration.ofSeconds(30);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final List<String> roleClaims;
    private final Clock clock;
    private volatile boolean keysAreAway;

    JwtCredentials(JwtSettings settings, Clock clock) {
        this.roleClaims = settings.roleClaims();
        this.clock = clock;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.parse(settings.algorithm()), keys(settings)));
        processor.setJWTClaimsSetVerifier(new Claims(settings, clock));
    }

    @Override
    public Grant verify(String token) {
        JWTClaimsSet claims = claims(token);
        keysAreAway = false;
        try {
            Principal principal = new Principal(new UserId(claims.getSubject()), role(claims));
            Instant until = claims.getExpirationTime().toInstant().plusSeconds(SKEW_SECONDS);
            return new Grant(principal, null, until);
        } catch (InvalidFieldException e) {
            throw new RefusedCredentialsException("The token's subject is no user id");
        }
    }

    /** Nobody takes a token back, so that it holds for as long as it says. */
    @Override
    public boolean stillHolds(Grant grant) {
        return grant.holdsAt(clock.instant());
    }

    private JWTClaimsSet claims(String token) {
        try {
            return processor.process(token, null);
        } catch (ExpiredJWTException e) {
            // Its signature was checked before its times.
            throw RefusedCredentialsException.lapsed("The token has expired");
        } catch (BadJWTException e) {
            throw new RefusedCredentialsException(
                    "The token's issuer, audience, subject or times are not as they must be");
        } catch (ParseException | BadJOSEException e) {
            throw new RefusedCredentialsException("The token is not signed as it must be, or is none");
        } catch (KeySourceException e) {
            throw withoutKeys(e);
        } catch (JOSEException e) {
            throw new RefusedCredentialsException("The token's signature cannot be checked");
        }
    }

    /** A key that is unknown is the caller's trouble, unless all of them are. */
    private RuntimeException withoutKeys(KeySourceException trouble) {
        boolean notAsked = trouble instanceof RateLimitReachedException;
        if (notAsked && !keysAreAway) {
            return new RefusedCredentialsException("The token is signed with a key that nobody knows");
        }
        if (!notAsked) {
            keysAreAway = true;
            LOG.warn("The keys that tokens are signed with cannot be fetched: {}", trouble.getMessage());
        }
        return Problem.of(Kind.KEYS_UNAVAILABLE, "The keys to check tokens with cannot be had; try again soon")
                .withHeader("Retry-After", "5")
                .asException();
    }

    private Role role(JWTClaimsSet claims) {
        return roleClaims.stream().anyMatch(name -> saysAdmin(claims.getClaim(name))) ? Role.ADMIN : Role.USER;
    }

    private static boolean saysAdmin(@Nullable Object claim) {
        if (claim instanceof String text) {
            return Arrays.asList(text.split(" ")).contains(ADMIN);
        }
        return claim instanceof Collection<?> list && list.contains(ADMIN);
    }

    private static JWKSource<SecurityContext> keys(JwtSettings settings) {
        if (settings.secret() != null) {
            return new ImmutableSecret<>(settings.secret().getBytes(StandardCharsets.UTF_8));
        }
        if (settings.jwks() == null) {
            throw new IllegalArgumentException("tokens need a secret or the address of public keys");
        }
        try {
            return JWKSourceBuilder.create(
                            settings.jwks().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LONGEST_KEY_SET))
                    .cache(KEYS_TERM.toMillis(), KEYS_PATIENCE.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(KEYS_INTERVAL.toMillis())
                    .outageTolerant(KEYS_OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no address of public keys: " + settings.jwks(), e);
        }
    }

    /** What a token must say of itself, by the clock of this server. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        Claims(JwtSettings settings, Clock clock) {
            super(
                    settings.audience(),
                    new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                    Set.of("sub", "exp"));
            this.clock = clock;
            setMaxClockSkew(SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
