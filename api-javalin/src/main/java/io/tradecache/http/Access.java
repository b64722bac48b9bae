package io.tradecache.http;

import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.service.RefusedException;
import io.tradecache.core.service.WatchlistService;
import io.tradecache.http.Problem.Kind;
import java.util.function.Function;

/**
 * The only place that decides who may see whose objects. What belongs to another user is not found, as if it did not
 * exist. Thread-safe.
 */
final class Access {

    private final Authentication authentication;
    private final WatchlistService watchlists;

    Access(Authentication authentication, WatchlistService watchlists) {
        this.authentication = authentication;
        this.watchlists = watchlists;
    }

    /** The user whose objects the path names, if the one who asks may act for that user. */
    UserId owner(Context ctx) {
        UserId owner = parsed(ctx, "u", UserId::new);
        if (!authentication.principal(ctx).mayActFor(owner)) {
            throw new RefusedException.NotFound("user", owner);
        }
        return owner;
    }

    /** The owner of a watchlist that the path names without its user, if the one who asks may act for that user. */
    UserId ownerOf(Context ctx, WatchlistId watchlist) {
        return watchlists
                .findOwner(watchlist)
                .filter(authentication.principal(ctx)::mayActFor)
                .orElseThrow(() -> new RefusedException.NotFound("watchlist", watchlist));
    }

    static PortfolioId portfolio(Context ctx) {
        return parsed(ctx, "p", PortfolioId::new);
    }

    static HoldingId holding(Context ctx) {
        return parsed(ctx, "h", HoldingId::new);
    }

    static WatchlistId watchlist(Context ctx) {
        return parsed(ctx, "w", WatchlistId::new);
    }

    static ItemId item(Context ctx) {
        return parsed(ctx, "i", ItemId::new);
    }

    private static <T> T parsed(Context ctx, String parameter, Function<String, T> make) {
        try {
            return make.apply(ctx.pathParam(parameter));
        } catch (InvalidFieldException e) {
            throw Problem.of(Kind.INVALID_ID, String.valueOf(e.getMessage())).asException();
        }
    }
}
