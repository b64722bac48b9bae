package io.tradecache.realtime;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.tradecache.core.port.Telemetry;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets clients in or sends them away, before their connection becomes a stream. Thread-safe. */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    private final StreamAccess access;
    private final Origins origins;
    private final Hub hub;
    private final int connectionsOfUser;
    private final BooleanSupplier closing;

    /**
     * Lets clients in.
     *
     * @param access decides who they are
     * @param origins which web sites they may come from
     * @param hub knows who is in
     * @param connectionsOfUser how many connections a user may have
     * @param closing whether nobody is let in any more
     */
    Gate(StreamAccess access, Origins origins, Hub hub, int connectionsOfUser, BooleanSupplier closing) {
        this.access = access;
        this.origins = origins;
        this.hub = hub;
        this.connectionsOfUser = connectionsOfUser;
        this.closing = closing;
    }

    /** Whom a client acts for; throws what becomes the answer when it is refused. */
    Visitor admit(Context ctx) {
        if (closing.getAsBoolean()) {
            reject("stopping");
            throw Refusals.stopping();
        }
        if (!origins.admits(ctx.header("Origin"), ctx.header("Host"))) {
            LOG.warn("A web site was refused that is not allowed to connect");
            reject("origin");
            throw Refusals.foreignSite();
        }
        Visitor visitor = identified(ctx);
        if (!hub.hasPlace(visitor)) {
            throw full(ctx);
        }
        return visitor;
    }

    /** The answer to a user who has as many connections as one may have. */
    HttpResponseException full(Context ctx) {
        reject("connections");
        ctx.header("Retry-After", RETRY_AFTER_SECONDS);
        return Refusals.tooManyConnections(connectionsOfUser);
    }

    /** Counts a client that was sent away. */
    void reject(String reason) {
        telemetry().clientRejected(reason);
    }

    private Visitor identified(Context ctx) {
        try {
            return access.admit(ctx);
        } catch (RuntimeException e) {
            reject("access");
            throw e;
        }
    }

    private Telemetry telemetry() {
        return hub.telemetry();
    }
}
