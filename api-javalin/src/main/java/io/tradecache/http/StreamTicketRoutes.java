package io.tradecache.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.StreamTickets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Hands out tickets for streams, to those who can send a header now and not with the stream. Thread-safe. */
final class StreamTicketRoutes {

    private static final int CREATED = 201;

    private final Authentication authentication;
    private final Bodies bodies;
    private final Answers answers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StreamTicketRoutes(Authentication authentication, Bodies bodies, Answers answers, Clock clock) {
        this.authentication = authentication;
        this.bodies = bodies;
        this.answers = answers;
        this.clock = clock;
    }

    /** A ticket, and about when it lapses. */
    record Ticket(String ticket, Instant expiresAt) {}

    void register(RoutesConfig routes) {
        routes.post(Routing.API + "/stream-tickets", this::issue, Audience.USERS);
    }

    private void issue(Context ctx) {
        // Nothing can be said of a ticket, and whoever says something is told so.
        bodies.readIfAny(ctx).ifPresent(body -> body.close(Set.of()));
        Secret ticket = Secret.from(random);
        authentication.tickets().issue(ticket, authentication.grant(ctx));
        Instant until = clock.instant().plus(StreamTickets.TERM).truncatedTo(ChronoUnit.MILLIS);
        ctx.status(CREATED);
        answers.fresh(ctx, new Ticket(ticket.text(), until));
    }
}
