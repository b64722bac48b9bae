package io.tradecache.core.service;

import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.WriteOutcome.Written;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a watched item into a holding of a portfolio: the item gone and the holding there, or neither. Thread-safe.
 */
public final class MoveService {

    private final Writes writes;
    private final Persistence persistence;
    private final PriceService prices;
    private final Clock clock;
    private final Ids ids;

    /**
     * Wires the service.
     *
     * @param writes the write path
     * @param persistence where everything is kept
     * @param prices the newest prices
     * @param clock the present
     * @param ids gives new objects their ids
     */
    public MoveService(Writes writes, Persistence persistence, PriceService prices, Clock clock, Ids ids) {
        this.writes = writes;
        this.persistence = persistence;
        this.prices = prices;
        this.clock = clock;
        this.ids = ids;
    }

    /** What to do when the portfolio holds the symbol already. */
    public enum OnExisting {
        /** Refuse the move. */
        REJECT,
        /** Add the quantities up, at the weighted average price. */
        MERGE
    }

    /**
     * How an item is to be moved.
     *
     * @param portfolioId where to
     * @param quantity how many were bought; above zero
     * @param avgEntryPrice what one cost; null for the current price
     * @param onExisting what to do when the portfolio holds the symbol already
     * @param keepItem whether the item stays in the watchlist
     */
    public record Move(
            PortfolioId portfolioId,
            BigDecimal quantity,
            @Nullable BigDecimal avgEntryPrice,
            OnExisting onExisting,
            boolean keepItem) {}

    /**
     * What a move left behind.
     *
     * @param holding the new or merged holding
     * @param portfolioVersion the portfolio's version now
     * @param watchlistVersion the watchlist's version now
     */
    public record Moved(Holding holding, long portfolioVersion, long watchlistVersion) {}

    /**
     * Moves an item into a portfolio of the same user, in one transaction.
     *
     * @param user the owner of both
     * @param watchlist the watchlist that the item is in
     * @param item the item
     * @param move where to and how
     * @return what it left behind; its version is the portfolio's
     * @throws RefusedException.NotFound when this user has no such item, or no such portfolio
     * @throws RefusedException.Duplicate when the portfolio holds the symbol already, and the move says reject or the
     *     currencies differ
     * @throws RefusedException.PriceUnavailable when no average price is given and no current one is to be had
     * @throws PortException when the database cannot serve it
     */
    public Acknowledged<Moved> moveToPortfolio(UserId user, WatchlistId watchlist, ItemId item, Move move) {
        return moveToPortfolio(user, watchlist, item, move, null);
    }

    /**
     * Moves an item into a portfolio of the same user, in one transaction, and once if need be.
     *
     * @param user the owner of both
     * @param watchlist the watchlist that the item is in
     * @param item the item
     * @param move where to and how
     * @param once what lets it be done once, or null
     * @return what it left behind; its version is the portfolio's
     * @throws RefusedException.NotFound when this user has no such item, or no such portfolio
     * @throws RefusedException.Duplicate when the portfolio holds the symbol already, and the move says reject or the
     *     currencies differ
     * @throws RefusedException.PriceUnavailable when no average price is given and no current one is to be had
     * @throws PortException when the database cannot serve it
     */
    public Acknowledged<Moved> moveToPortfolio(
            UserId user, WatchlistId watchlist, ItemId item, Move move, @Nullable Once<Moved> once) {
        // Outside the transaction, which would otherwise wait for a price; and whether the item is there is not said
        // yet,
        // since it is gone when the same move was made before.
        Optional<BigDecimal> price = Optional.ofNullable(move.avgEntryPrice())
                .or(() -> find(user, watchlist, item).flatMap(this::currentPrice));
        HoldingId newId = new HoldingId(IdKind.HOLDING.of(ids.next()));
        return writes.commit(
                once,
                () -> {
                    WatchlistItem source =
                            find(user, watchlist, item).orElseThrow(() -> new RefusedException.NotFound("item", item));
                    BigDecimal paid =
                            price.orElseThrow(() -> new RefusedException.PriceUnavailable(source.stockSymbol()));
                    Written<Holding> holding = hold(ownPortfolio(user, move.portfolioId()), source, move, paid, newId);
                    long watchlistVersion = move.keepItem() ? watchlistVersion(source) : remove(source);
                    return new Written<>(
                            new Moved(holding.value(), holding.rootVersion(), watchlistVersion), holding.rootVersion());
                },
                written -> new Change.OfMove(
                        user,
                        watchlist,
                        written.value().watchlistVersion(),
                        move.portfolioId(),
                        written.value().portfolioVersion(),
                        item.value()));
    }

    private Written<Holding> hold(
            Portfolio portfolio, WatchlistItem source, Move move, BigDecimal price, HoldingId newId) {
        Optional<Holding> existing = persistence.holdings().find(portfolio.portfolioId(), source.stockSymbol());
        if (existing.isEmpty()) {
            Instant now = clock.instant();
            Holding holding = new Holding(
                    newId,
                    portfolio.portfolioId(),
                    portfolio.userId(),
                    source.stockSymbol(),
                    move.quantity(),
                    price,
                    portfolio.currency(),
                    source.notes(),
                    1,
                    now,
                    now);
            return writes.require(persistence.holdings().insert(holding), "holding", newId, 0);
        }
        Holding present = existing.get();
        if (move.onExisting() == OnExisting.REJECT) {
            throw new RefusedException.Duplicate("The portfolio already holds " + present.stockSymbol(), present);
        }
        if (!present.currency().equals(portfolio.currency())) {
            throw new RefusedException.Duplicate(
                    "The portfolio holds " + present.stockSymbol() + " in " + present.currency() + ", not in "
                            + portfolio.currency(),
                    present);
        }
        Holding merged = present.mergedWith(move.quantity(), price).stored(present.version(), clock.instant());
        return writes.require(
                persistence.holdings().update(merged, present.version()),
                "holding",
                present.holdingId(),
                present.version());
    }

    private long remove(WatchlistItem item) {
        return writes.require(
                        persistence.items().delete(item.itemId(), item.version(), clock.instant()),
                        "item",
                        item.itemId(),
                        item.version())
                .rootVersion();
    }

    private long watchlistVersion(WatchlistItem item) {
        return persistence
                .watchlists()
                .find(item.watchlistId())
                .orElseThrow(() -> new RefusedException.NotFound("watchlist", item.watchlistId()))
                .version();
    }

    private Optional<BigDecimal> currentPrice(WatchlistItem item) {
        return prices.latest(List.of(item.stockSymbol()), Demand.ANY).values().stream()
                .findFirst()
                .map(quote -> quote.value().price());
    }

    private Optional<WatchlistItem> find(UserId user, WatchlistId watchlist, ItemId id) {
        return persistence
                .items()
                .find(id)
                .filter(item -> item.userId().equals(user) && item.watchlistId().equals(watchlist));
    }

    private Portfolio ownPortfolio(UserId user, PortfolioId id) {
        return persistence
                .portfolios()
                .find(id)
                .filter(portfolio -> portfolio.userId().equals(user))
                .orElseThrow(() -> new RefusedException.NotFound("portfolio", id));
    }
}
