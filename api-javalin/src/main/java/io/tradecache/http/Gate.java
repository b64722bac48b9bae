package io.tradecache.http;

import io.javalin.config.JavalinConfig;
import io.javalin.event.HandlerMetaInfo;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.tradecache.core.port.Telemetry;
import io.tradecache.http.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Stands before every route, and lets in whom the route is for. Whose objects a path names is left to {@link Access}.
 * Thread-safe once the server runs.
 */
final class Gate {

    /** The streams and their client are declared by those who serve them, who know nothing of this API. */
    private static final Map<String, Audience> STREAMS = Map.of(
            Routing.API + "/stream/prices",
            Audience.LISTENERS,
            "/ws/prices",
            Audience.LISTENERS,
            "/client/tradecache-stream.js",
            Audience.EVERYBODY);

    private static final int MOST_HANDSHAKES = 64;

    private final Authentication authentication;
    private final Telemetry telemetry;
    private final Semaphore handshakes = new Semaphore(MOST_HANDSHAKES);
    private final List<Route> routes = new ArrayList<>();

    Gate(Authentication authentication, Telemetry telemetry) {
        this.authentication = authentication;
        this.telemetry = telemetry;
    }

    /** A route and whom it is for. */
    record Route(String method, String path, Audience audience) {}

    /** To be called before any route is declared, since it takes note of all that come. */
    void register(JavalinConfig config) {
        config.events.handlerAdded(this::declared);
        config.routes.beforeMatched(this::identify);
        config.routes.wsBeforeUpgrade(this::admitListener);
    }

    /** To be called after what counts requests, so that those of whom a route is not for count too. */
    void registerRoles(JavalinConfig config) {
        config.routes.beforeMatched(this::requireRole);
    }

    /** All routes that were declared. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    private void declared(HandlerMetaInfo handler) {
        if (handler.getHttpMethod().isHttpMethod()) {
            String method = handler.getHttpMethod().name();
            routes.add(new Route(method, handler.getPath(), audience(method, handler.getPath(), handler.getRoles())));
        }
    }

    private static Audience audience(String method, String path, Set<? extends RouteRole> roles) {
        if (roles.size() == 1 && roles.iterator().next() instanceof Audience declared) {
            return declared;
        }
        Audience known = STREAMS.get(path);
        if (roles.isEmpty() && known != null) {
            return known;
        }
        throw new IllegalStateException("the route " + method + " " + path + " does not say whom it is for");
    }

    private void identify(Context ctx) {
        switch (audience(ctx)) {
            case EVERYBODY -> {}
            case LISTENERS -> admitListener(ctx);
            case USERS, OWNER, ADMINISTRATORS -> authentication.principal(ctx);
        }
    }

    private void requireRole(Context ctx) {
        if (audience(ctx) == Audience.ADMINISTRATORS
                && !authentication.principal(ctx).isAdmin()) {
            throw Authentication.forbidden();
        }
    }

    private static Audience audience(Context ctx) {
        Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
        if (endpoint == null) {
            // A file that anybody may have, or a HEAD of a route that has none and answers nothing.
            return Audience.EVERYBODY;
        }
        Roles roles = endpoint.metadata(Roles.class);
        return audience(endpoint.method.name(), endpoint.path, roles == null ? Set.of() : roles.getRoles());
    }

    /** Streams have no place among the requests that are worked on, but the database must not be overrun by them. */
    private void admitListener(Context ctx) {
        if (!handshakes.tryAcquire()) {
            throw Problem.of(Kind.OVERLOADED, "Too many clients connect at the moment; try again soon")
                    .withHeader("Retry-After", "1")
                    .asException();
        }
        try {
            authentication.listener(ctx);
        } catch (RuntimeException e) {
            // Whoever serves the stream does not get to see it, and cannot count it.
            telemetry.clientRejected("access");
            throw e;
        } finally {
            handshakes.release();
        }
    }
}
