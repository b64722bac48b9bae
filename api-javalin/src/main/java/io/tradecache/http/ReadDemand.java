package io.tradecache.http;

import io.javalin.http.Context;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.http.Problem.Kind;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What a read demands of caches, by its headers. */
final class ReadDemand {

    private static final String MIN_VERSION = "Tradecache-Min-Version";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private ReadDemand() {}

    /** The demand on a list or a price, which have no versions. */
    static Demand of(Context ctx) {
        String cacheControl = ctx.header("Cache-Control");
        boolean reload = cacheControl != null
                && Arrays.stream(cacheControl.split(","))
                        .anyMatch(each -> each.strip().equalsIgnoreCase("no-cache"));
        return reload ? Demand.RELOAD : Demand.ANY;
    }

    /** The demand on a portfolio or watchlist, or a part or view of one. */
    static Demand ofVersion(Context ctx) {
        Demand demand = of(ctx);
        String version = ctx.header(MIN_VERSION);
        if (version == null) {
            return demand;
        }
        if (!NUMBER.matcher(version).matches()) {
            throw Problem.of(Kind.INVALID_HEADER, MIN_VERSION + " must be a whole number, such as 8")
                    .asException();
        }
        return new Demand(demand.reload(), Long.parseLong(version));
    }
}
