package io.tradecache.core.port;

/**
 * Everything that keeps data, from one store, so that the transactions span the repositories. Immutable.
 *
 * @param transactions makes several calls one unit
 * @param portfolios keeps portfolios
 * @param holdings keeps holdings
 * @param watchlists keeps watchlists
 * @param items keeps the items of watchlists
 * @param history keeps daily bars
 * @param idempotencyKeys remembers what was answered to requests that carry a key
 */
public record Persistence(
        Transactions transactions,
        PortfolioRepository portfolios,
        HoldingRepository holdings,
        WatchlistRepository watchlists,
        ItemRepository items,
        PriceHistory history,
        IdempotencyKeys idempotencyKeys) {}
