package io.tradecache.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.access.WebSites;
import io.tradecache.http.Problem.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What pages of other web sites may do by way of somebody's browser: read and write where they are on the list, and
 * otherwise nothing. Where nobody has to say who they are, the browser's being on this machine must not be enough, so that
 * writes of foreign pages are refused, and whatever was addressed to a name that is not this machine's. Thread-safe.
 */
final class CrossOrigin {

    private static final String ORIGIN = "Origin";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS = "Authorization, Content-Type, Accept, Cache-Control, If-Match,"
            + " If-None-Match, Idempotency-Key, Last-Event-ID, Tradecache-Min-Version, traceparent";
    private static final String TEN_MINUTES = "600";
    private static final int NO_CONTENT = 204;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** Addresses in the form in which a browser sends them; what is a name is never looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private final ListedOrigins origins;
    private final boolean guarded;
    private final boolean local;

    /** A name of this machine that was asked for; nearly all requests name the same. */
    private volatile String lastOwn = "";

    /**
     * Decides by rules that do not change.
     *
     * @param origins which web sites are allowed
     * @param settings whether the server is for this machine alone
     * @param authentication whether anybody has to say who they are
     */
    CrossOrigin(ListedOrigins origins, HttpSettings settings, Authentication authentication) {
        this.origins = origins;
        this.guarded = authentication.isOpen();
        this.local = guarded && settings.local();
    }

    void register(JavalinConfig config) {
        config.routes.before(this::answer);
        config.routes.wsBeforeUpgrade(this::refuseOtherNames);
    }

    private void answer(Context ctx) {
        refuseOtherNames(ctx);
        String origin = ctx.header(ORIGIN);
        origins.tell(origin, ctx::header);
        boolean listed = origins.has(origin);
        if (listed && isPreflight(ctx)) {
            permit(ctx);
            return;
        }
        if (guarded && !listed && !SAFE.contains(ctx.req().getMethod()) && isForeign(ctx, origin)) {
            throw Problem.of(Kind.FORBIDDEN, "A page of another web site may not change anything here")
                    .asException();
        }
    }

    /** A page whose site's name was made to lead to this machine would count as this server's own otherwise. */
    private void refuseOtherNames(Context ctx) {
        String host = ctx.header("Host");
        if (!local || host == null || host.equals(lastOwn)) {
            return;
        }
        if (!isOfThisMachine(host)) {
            throw Problem.of(
                            Kind.FORBIDDEN,
                            "Without authentication this server answers to localhost and its addresses only")
                    .asException();
        }
        lastOwn = host;
    }

    private static boolean isPreflight(Context ctx) {
        return ctx.req().getMethod().equals("OPTIONS") && ctx.header("Access-Control-Request-Method") != null;
    }

    private static void permit(Context ctx) {
        ctx.status(NO_CONTENT)
                .header("Access-Control-Allow-Methods", METHODS)
                .header("Access-Control-Allow-Headers", REQUEST_HEADERS)
                .header("Access-Control-Max-Age", TEN_MINUTES)
                .skipRemainingHandlers();
    }

    private static boolean isForeign(Context ctx, @Nullable String origin) {
        String site = ctx.header("Sec-Fetch-Site");
        if (origin == null) {
            return site != null && !site.equals("same-origin") && !site.equals("none");
        }
        return !WebSites.isOwn(origin, ctx.header("Host"));
    }

    private static boolean isOfThisMachine(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        try {
            return ADDRESS.matcher(name).matches()
                    && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
