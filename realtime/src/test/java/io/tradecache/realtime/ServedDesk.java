package io.tradecache.realtime;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.tradecache.core.model.InvalidFieldException;
import org.eclipse.jetty.server.ServerConnector;

/** The routes over a real web server, for the prices of a desk. Thread-safe. */
final class ServedDesk implements AutoCloseable {

    private final RealTime realTime;
    private final Javalin javalin;

    private ServedDesk(RealTime realTime, Javalin javalin) {
        this.realTime = realTime;
        this.javalin = javalin;
    }

    static ServedDesk start(Desk desk) {
        return start(desk, StreamAccess.open());
    }

    static ServedDesk start(Desk desk, StreamAccess access) {
        RealTime realTime = RealTime.start(desk.settings, access, desk.tradecache, desk, desk.clock);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.exception(
                    InvalidFieldException.class, (e, ctx) -> ctx.status(422).result(e.field()));
            realTime.register(config);
            config.routes.wsBeforeUpgrade(ServedDesk::refuse);
        });
        return new ServedDesk(realTime, javalin.start("127.0.0.1", 0));
    }

    /** A filter of whoever embeds the streams, declared after them. */
    private static void refuse(Context ctx) {
        if (ctx.header("Refused") != null) {
            throw new ForbiddenResponse();
        }
    }

    int port() {
        return javalin.port();
    }

    /** How many symbols somebody listens to. */
    int topics() {
        return realTime.topics();
    }

    /** Takes in a client that has been admitted already. */
    Client connect(Outbound outbound, Visitor visitor) {
        Client client = realTime.client(outbound, false, visitor);
        realTime.welcome(client);
        return client;
    }

    /** Sends the clients away, while the web server stays. */
    void stopStreams() {
        realTime.close();
    }

    /** How many connections the web server has. */
    int connections() {
        return ((ServerConnector) javalin.jettyServer().server().getConnectors()[0])
                .getConnectedEndPoints()
                .size();
    }

    @Override
    public void close() {
        realTime.close();
        javalin.stop();
    }
}
