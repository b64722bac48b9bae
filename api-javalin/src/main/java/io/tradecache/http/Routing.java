package io.tradecache.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** How routes are declared: for an audience, and each GET answers HEAD too, with the same headers. */
final class Routing {

    /** What every path of the API begins with. */
    static final String API = "/api/v1";

    private Routing() {}

    static void get(RoutesConfig routes, String path, Handler handler, Audience audience) {
        routes.get(path, handler, audience);
        routes.head(path, handler, audience);
    }
}
