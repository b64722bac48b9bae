package io.tradecache.core.rules;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioAnalytics;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.price.BatchIndex;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.price.SymbolIndicators;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistList;
import io.tradecache.core.model.watchlist.WatchlistValuation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The only code that spells a cache key. A list's key begins with a plural, a detail's with the singular; parts are
 * joined by colons, which no part can contain. Stateless and thread-safe.
 */
public final class CacheKeys {

    /** How all keys begin that a change of a portfolio or a watchlist can spoil. */
    public static final List<String> SPOILABLE =
            List.of("portfolios:", "portfolio:", "analytics:portfolio:", "watchlists:", "watchlist:");

    private static final int BATCH_HASH_LENGTH = 32;
    private static final Pattern BATCH_HASH = Pattern.compile("[0-9a-f]{" + BATCH_HASH_LENGTH + "}");
    private static final Pattern DECLARED_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private CacheKeys() {}

    /**
     * All portfolios of a user.
     *
     * @param user the owner
     * @return {@code portfolios:{u}}
     */
    public static CacheKey<PortfolioList> portfolios(UserId user) {
        return key(Family.PORTFOLIOS, PortfolioList.class, "portfolios", user);
    }

    /**
     * One portfolio with its holdings, without prices.
     *
     * @param user the owner
     * @param portfolio the portfolio
     * @return {@code portfolio:{u}:{p}}
     */
    public static CacheKey<Portfolio> portfolio(UserId user, PortfolioId portfolio) {
        return key(Family.PORTFOLIO, Portfolio.class, "portfolio", user, portfolio);
    }

    /**
     * One portfolio, valued with live prices.
     *
     * @param user the owner
     * @param portfolio the portfolio
     * @return {@code portfolio:rt:{u}:{p}}
     */
    public static CacheKey<PortfolioValuation> portfolioRt(UserId user, PortfolioId portfolio) {
        return key(Family.PORTFOLIO_RT, PortfolioValuation.class, "portfolio:rt", user, portfolio);
    }

    /**
     * The analytics of one portfolio.
     *
     * @param user the owner
     * @param portfolio the portfolio
     * @return {@code analytics:portfolio:{u}:{p}}
     */
    public static CacheKey<PortfolioAnalytics> analytics(UserId user, PortfolioId portfolio) {
        return key(Family.ANALYTICS, PortfolioAnalytics.class, "analytics:portfolio", user, portfolio);
    }

    /**
     * All watchlists of a user.
     *
     * @param user the owner
     * @return {@code watchlists:{u}}
     */
    public static CacheKey<WatchlistList> watchlists(UserId user) {
        return key(Family.WATCHLISTS, WatchlistList.class, "watchlists", user);
    }

    /**
     * One watchlist with its items, without prices. The key does not name the owner: readers check the value.
     *
     * @param watchlist the watchlist
     * @return {@code watchlist:{w}}
     */
    public static CacheKey<Watchlist> watchlist(WatchlistId watchlist) {
        return key(Family.WATCHLIST, Watchlist.class, "watchlist", watchlist);
    }

    /**
     * One watchlist with live prices. The key does not name the owner: readers check the value.
     *
     * @param watchlist the watchlist
     * @return {@code watchlist:rt:{w}}
     */
    public static CacheKey<WatchlistValuation> watchlistRt(WatchlistId watchlist) {
        return key(Family.WATCHLIST_RT, WatchlistValuation.class, "watchlist:rt", watchlist);
    }

    /**
     * The newest quote of a symbol.
     *
     * @param symbol the symbol
     * @return {@code price:rt:{s}}
     */
    public static CacheKey<Quote> priceRt(Symbol symbol) {
        return key(Family.PRICE_RT, Quote.class, "price:rt", symbol);
    }

    /**
     * One daily bar of a symbol.
     *
     * @param symbol the symbol
     * @param date the session's date
     * @return {@code price:{s}:{date}}
     */
    public static CacheKey<DailyBar> price(Symbol symbol, LocalDate date) {
        return key(Family.PRICE_DAY, DailyBar.class, "price", symbol, date);
    }

    /**
     * The recent daily series of a symbol.
     *
     * @param symbol the symbol
     * @return {@code prices:{s}}
     */
    public static CacheKey<DailyBar[]> prices(Symbol symbol) {
        return key(Family.PRICES, DailyBar[].class, "prices", symbol);
    }

    /**
     * Which quotes a batch asked for. The order, case and repetition of the symbols do not matter.
     *
     * @param symbols the symbols
     * @return {@code prices:rt:{hash}}: the first 32 hexadecimal digits of the SHA-256 of the distinct symbols in
     *     ascending order, joined by commas
     */
    public static CacheKey<BatchIndex> pricesRt(Collection<Symbol> symbols) {
        String joined = new TreeSet<>(symbols).stream().map(Symbol::value).collect(Collectors.joining(","));
        return pricesRt(hash(joined));
    }

    /**
     * The news of a symbol. The name is reserved; nothing is kept under it yet.
     *
     * @param symbol the symbol
     * @return {@code news:{s}}
     */
    public static CacheKey<Object> news(Symbol symbol) {
        return key(Family.NEWS, Object.class, "news", symbol);
    }

    /**
     * The indicators of a symbol.
     *
     * @param symbol the symbol
     * @return {@code indicators:{s}}
     */
    public static CacheKey<SymbolIndicators> indicators(Symbol symbol) {
        return key(Family.INDICATORS, SymbolIndicators.class, "indicators", symbol);
    }

    /**
     * The list of a declared entity.
     *
     * @param family the declaration
     * @param user the owner
     * @param type the class of the value
     * @param <T> the value's type
     * @return {@code {plural}:{u}}
     */
    public static <T> CacheKey<T> of(DeclaredFamily family, UserId user, Class<T> type) {
        return key(Family.DECLARED, type, family.plural(), user);
    }

    /**
     * One declared entity.
     *
     * @param family the declaration
     * @param user the owner
     * @param id its id: letters, digits, {@code .}, {@code _} and {@code -}, at most 128
     * @param type the class of the value
     * @param <T> the value's type
     * @return {@code {singular}:{u}:{id}}
     * @throws InvalidFieldException when the id cannot stand in a key
     */
    public static <T> CacheKey<T> of(DeclaredFamily family, UserId user, String id, Class<T> type) {
        if (!DECLARED_ID.matcher(id).matches()) {
            throw new InvalidFieldException(
                    family.singular() + "_id", "must be 1 to 128 letters, digits, '.', '_' or '-'");
        }
        return key(Family.DECLARED, type, family.singular(), user, id);
    }

    /**
     * The key that a text names, if it is one of tradecache's own; those of declared entities are not known here.
     *
     * @param text the key as it stands in the cache, before any prefix of a deployment
     * @return empty when it names none
     */
    public static Optional<CacheKey<?>> parse(String text) {
        try {
            return Optional.<CacheKey<?>>ofNullable(read(text.split(":", -1)))
                    .filter(key -> key.text().equals(text));
        } catch (InvalidFieldException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable CacheKey<?> read(String... parts) {
        boolean live = parts.length > 1 && parts[1].equals("rt");
        String last = parts[parts.length - 1];
        return switch (parts[0] + (live ? ":rt/" : "/") + parts.length) {
            case "portfolios/2" -> portfolios(new UserId(last));
            case "portfolio/3" -> portfolio(new UserId(parts[1]), new PortfolioId(last));
            case "portfolio:rt/4" -> portfolioRt(new UserId(parts[2]), new PortfolioId(last));
            case "analytics/4" -> analytics(new UserId(parts[2]), new PortfolioId(last));
            case "watchlists/2" -> watchlists(new UserId(last));
            case "watchlist/2" -> watchlist(new WatchlistId(last));
            case "watchlist:rt/3" -> watchlistRt(new WatchlistId(last));
            case "price:rt/3" -> priceRt(new Symbol(last));
            case "price/3" -> price(new Symbol(parts[1]), LocalDate.parse(last));
            case "prices/2" -> prices(new Symbol(last));
            case "prices:rt/3" -> BATCH_HASH.matcher(last).matches() ? pricesRt(last) : null;
            case "news/2" -> news(new Symbol(last));
            case "indicators/2" -> indicators(new Symbol(last));
            default -> null;
        };
    }

    private static CacheKey<BatchIndex> pricesRt(String hash) {
        return key(Family.PRICES_RT, BatchIndex.class, "prices:rt", hash);
    }

    private static <T> CacheKey<T> key(Family family, Class<T> type, String head, Object... parts) {
        StringBuilder text = new StringBuilder(head);
        for (Object part : parts) {
            text.append(':').append(part);
        }
        return new CacheKey<>(text.toString(), family, type);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, BATCH_HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
