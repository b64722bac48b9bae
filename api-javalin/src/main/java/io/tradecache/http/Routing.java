package io.tradecache.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import org.eclipse.jetty.server.Request;

/** How routes are declared: for an audience, and each GET answers HEAD too, with the same headers. */
final class Routing {

    /** What every path of the API begins with. */
    static final String API = "/api/v1";

    private Routing() {}

    /** Whether a request is for a stream, which lasts. */
    static boolean isStream(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null && isStream(path);
    }

    /** The same of a path. */
    static boolean isStream(String path) {
        return path.startsWith("/ws/") || path.startsWith(API + "/stream/");
    }

    /** Whether a path is of a question for health, which is answered whatever else there is to do. */
    static boolean isHealth(String path) {
        return path.startsWith("/health/");
    }

    static void get(RoutesConfig routes, String path, Handler handler, Audience audience) {
        routes.get(path, handler, audience);
        routes.head(path, handler, audience);
    }

    /** Keeps a path from also being an id or a symbol of the path beside it: it has one method, and no other. */
    static void reserve(RoutesConfig routes, HandlerType only, String path) {
        routes.before(path, ctx -> {
            if (!ctx.req().getMethod().equals(only.name())) {
                throw Problem.methodNotAllowed(ctx.req().getMethod(), only.name())
                        .asException();
            }
        });
    }
}
