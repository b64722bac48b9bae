package io.tradecache.http;

import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.port.ApiKeys;
import io.tradecache.core.port.StreamTickets;
import io.tradecache.http.Problem.Kind;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sends a request: by {@code Authorization: Bearer …}, for streams also by a ticket in the query, or not at
 * all. A request is asked once, and what came out stays with it. Thread-safe.
 */
public final class Authentication {

    /** How many different credentials of one address may fail in a minute unless told otherwise. */
    public static final int FAILURES_A_MINUTE = 30;

    private static final String KNOWN = "tradecache.grant";
    private static final String SCHEME = "bearer ";
    private static final String TICKET = "ticket";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String REALM = "Bearer realm=\"tradecache\"";

    /** Whoever asks for what is nobody's where nobody has to say who they are. */
    private static final UserId NOBODY = new UserId("nobody");

    private final @Nullable RememberedCredentials credentials;
    private final Tickets tickets;
    private final Clock clock;
    private final FailedAttempts failures;

    private Authentication(
            @Nullable RememberedCredentials credentials, Tickets tickets, Clock clock, int mostFailures) {
        this.credentials = credentials;
        this.tickets = tickets;
        this.clock = clock;
        this.failures = new FailedAttempts(mostFailures, clock);
    }

    /**
     * Everybody may act for every user, and is taken for whom the path or the query names.
     *
     * @param tickets issued and taken, although nobody needs one
     */
    public static Authentication none(StreamTickets tickets) {
        Clock clock = Clock.systemUTC();
        return new Authentication(null, new Tickets(tickets, clock), clock, 0);
    }

    /**
     * Everybody needs an API key. One that is revoked is refused after five seconds at the latest.
     *
     * @param keys the keys
     * @param tickets those of streams
     * @param clock the present
     */
    public static Authentication byApiKey(ApiKeys keys, StreamTickets tickets, Clock clock) {
        return over(new ApiKeyCredentials(keys), tickets, clock);
    }

    /**
     * Everybody needs a JSON web token. Its issuer says how long it is good for.
     *
     * @param settings which tokens are believed
     * @param tickets those of streams
     * @param clock the present
     */
    public static Authentication byToken(JwtSettings settings, StreamTickets tickets, Clock clock) {
        return over(new JwtCredentials(settings, clock), tickets, clock);
    }

    private static Authentication over(Credentials behind, StreamTickets tickets, Clock clock) {
        return new Authentication(
                new RememberedCredentials(behind, clock), new Tickets(tickets, clock), clock, FAILURES_A_MINUTE);
    }

    /**
     * The same with another limit on credentials and tickets that prove nothing, before any were presented. Unless told
     * otherwise, {@value #FAILURES_A_MINUTE} of one address in a minute are looked at; after that whoever was let in
     * before still is, and others are not.
     *
     * @param most how many different ones of one address may fail in a minute; 0 for any number
     * @return a copy
     */
    public Authentication withFailuresAMinute(int most) {
        return new Authentication(credentials, tickets, clock, most);
    }

    /** Whether nobody has to say who they are. */
    boolean isOpen() {
        return credentials == null;
    }

    /**
     * Who sends a request for a stream: whom the {@code Authorization} header names, else whom the ticket of the query was
     * issued for, which is used up thereby. Without authentication whom {@code ?user=} names.
     *
     * @param ctx the request
     * @return who it is; empty only without authentication, when no user is named
     */
    public Optional<Grant> listener(Context ctx) {
        if (credentials == null) {
            return Optional.ofNullable(ctx.queryParam("user"))
                    .map(name -> Grant.lasting(new Principal(user(name), Role.ADMIN)));
        }
        Grant known = ctx.attribute(KNOWN);
        return Optional.of(known != null ? known : remember(ctx, admitted(ctx, credentials)));
    }

    /**
     * Whether one who was let in would still be.
     *
     * @param grant as {@link #listener} gave it
     * @return false when the key was revoked since, or the token has expired; true without authentication
     * @throws io.tradecache.core.port.PortException when that cannot be found out now
     */
    public boolean stillHolds(Grant grant) {
        return credentials == null || credentials.stillHolds(grant);
    }

    /** The tickets of streams. */
    Tickets tickets() {
        return tickets;
    }

    /** Who sends a request. */
    Principal principal(Context ctx) {
        return grant(ctx).principal();
    }

    /** The same, and what it rests on. */
    Grant grant(Context ctx) {
        if (credentials == null) {
            return Grant.lasting(new Principal(named(ctx), Role.ADMIN));
        }
        Grant known = ctx.attribute(KNOWN);
        return known != null ? known : remember(ctx, identified(ctx, credentials));
    }

    /**
     * Whose requests are counted together: a user's, and otherwise those of an address. Where nobody had to say who they are,
     * a user is known by what let them in a moment ago.
     */
    String caller(Context ctx) {
        Grant known = ctx.attribute(KNOWN);
        return Optional.ofNullable(known)
                .or(() -> remembered(ctx))
                .map(grant -> "user " + grant.principal().user())
                .orElseGet(() -> ClientAddress.counted(ctx.ip()));
    }

    private Optional<Grant> remembered(Context ctx) {
        return credentials == null ? Optional.empty() : bearer(ctx).flatMap(credentials::remembered);
    }

    private static Optional<String> bearer(Context ctx) {
        return Optional.ofNullable(ctx.header("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    private Grant identified(Context ctx, RememberedCredentials needed) {
        String token = bearer(ctx)
                .orElseThrow(() -> Problem.of(Kind.UNAUTHORIZED, "Say who you are: Authorization: Bearer …")
                        .withHeader(CHALLENGE, REALM)
                        .asException());
        return checked(ctx, token, needed::hasAccepted, needed::verify);
    }

    private Grant admitted(Context ctx, RememberedCredentials needed) {
        String ticket = ctx.queryParam(TICKET);
        if (ctx.header("Authorization") != null || ticket == null) {
            return identified(ctx, needed);
        }
        return checked(ctx, ticket, tickets::hasIssued, tickets::redeem);
    }

    /** Looks at what somebody presents, unless too much from there proved nothing and it is not known. */
    private Grant checked(Context ctx, String proof, Predicate<String> known, Function<String, Grant> look) {
        String address = ClientAddress.counted(ctx.ip());
        if (failures.areTooMany(address) && !known.test(proof)) {
            throw failures.tooMany(address);
        }
        try {
            return look.apply(proof);
        } catch (RefusedCredentialsException e) {
            failures.failed(address, RememberedCredentials.hash(proof), e.isGuess());
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException refused(String why) {
        return Problem.of(Kind.UNAUTHORIZED, why)
                .withHeader(CHALLENGE, REALM + ", error=\"invalid_token\", error_description=\"" + why + '"')
                .asException();
    }

    /** To be refused for what one may not do, and told what it would take. */
    static ProblemException forbidden() {
        return Problem.of(Kind.FORBIDDEN, "This is for administrators")
                .withHeader(CHALLENGE, REALM + ", error=\"insufficient_scope\"")
                .asException();
    }

    private static Grant remember(Context ctx, Grant grant) {
        ctx.attribute(KNOWN, grant);
        return grant;
    }

    /** The user whom the path names, where it names one that can be. */
    private static UserId named(Context ctx) {
        String name = ctx.pathParamMap().get("u");
        try {
            return name == null ? NOBODY : new UserId(name);
        } catch (InvalidFieldException e) {
            return NOBODY;
        }
    }

    private static UserId user(String name) {
        try {
            return new UserId(name);
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException("user", String.valueOf(e.getMessage()));
        }
    }
}
