package io.tradecache.core;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.closed;
import static io.tradecache.core.Samples.open;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.InvalidationTable;
import io.tradecache.core.rules.TimeToLive;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the reference pages out of the rules themselves, so that the two cannot differ. */
final class ReferencePages {

    private static final String NOTE =
            "<!-- Written from the rules by ReferenceDocsTest; do not edit. Run it with -Ddocs.write=true to renew. -->\n\n";

    private static final UserId USER = new UserId("user123");
    private static final PortfolioId PORTFOLIO = new PortfolioId("portfolio_123");
    private static final WatchlistId WATCHLIST = new WatchlistId("watchlist_456");
    private static final LocalDate DATE = LocalDate.parse("2025-01-15");
    private static final DeclaredFamily SIGNALS = new DeclaredFamily("signals", "signal");

    private ReferencePages() {}

    /** Every key with its lifetimes. */
    static String keys() {
        StringBuilder page = new StringBuilder("# Cache keys and lifetimes\n\n")
                .append(NOTE)
                .append(
                        "Every key has a lifetime. Lifetimes of values that contain prices are cut at the next change of the")
                .append(" market's phase, never under ")
                .append(text(TimeToLive.FLOOR))
                .append(".\n\n| key | example | holds | market open | market closed |\n|---|---|---|---|---|\n");
        rows().forEach((key, holds) -> page.append(String.format(
                "| `%s` | `%s` | %s | %s | %s |%n",
                placeholders(key),
                key.text(),
                holds,
                text(TimeToLive.GUIDE.of(key.family(), open(null))),
                text(TimeToLive.GUIDE.of(key.family(), closed(null))))));
        return page.append(
                        "\nBeside a key stands `lease:{<whole key>}`, the cache's own housekeeping: who may fill the key,")
                .append(" until when, and the lowest version that may be stored. It expires too.\n")
                .append("\nOn a shared Redis, `--key-prefix` is put before every key and channel.\n")
                .toString();
    }

    /** What each operation makes the cache forget. */
    static String matrix() {
        StringBuilder page = new StringBuilder("# The invalidation matrix\n\n")
                .append(NOTE)
                .append(
                        "What the cache forgets after each committed change, and nothing else. A value that already shows the")
                .append(" change may stay, except in lists, which have no version.\n\n")
                .append("| operation | event type | forgotten keys |\n|---|---|---|\n");
        for (InvalidationTable.Row row : InvalidationTable.rows()) {
            String operation = row.operation().equals("declared") ? "a declared entity" : "`" + row.operation() + "`";
            page.append(String.format(
                    "| %s | `%s` | `%s` |%n", operation, row.eventType(), String.join("`, `", row.keys())));
        }
        return page.toString();
    }

    private static Map<CacheKey<?>, String> rows() {
        Map<CacheKey<?>, String> rows = new LinkedHashMap<>();
        rows.put(CacheKeys.portfolios(USER), "a user's portfolios, a line each");
        rows.put(CacheKeys.portfolio(USER, PORTFOLIO), "one portfolio with its holdings, no prices");
        rows.put(CacheKeys.portfolioRt(USER, PORTFOLIO), "the same, valued with live prices");
        rows.put(CacheKeys.analytics(USER, PORTFOLIO), "its analytics");
        rows.put(CacheKeys.watchlists(USER), "a user's watchlists with their items");
        rows.put(CacheKeys.watchlist(WATCHLIST), "one watchlist with its items, no prices");
        rows.put(CacheKeys.watchlistRt(WATCHLIST), "the same, with live prices");
        rows.put(CacheKeys.priceRt(AAPL), "the newest quote");
        rows.put(CacheKeys.price(AAPL, DATE), "one daily bar");
        rows.put(CacheKeys.prices(AAPL), "the daily bars of the last year");
        rows.put(
                CacheKeys.pricesRt(List.of(AAPL, new Symbol("MSFT"))),
                "which quotes a batch asked for, never their prices");
        rows.put(CacheKeys.news(AAPL), "news (reserved)");
        rows.put(CacheKeys.indicators(AAPL), "what is computed from the daily bars");
        rows.put(CacheKeys.of(SIGNALS, USER, String.class), "the list of an entity that an application declared");
        rows.put(CacheKeys.of(SIGNALS, USER, "s1", String.class), "one such entity");
        return rows;
    }

    private static String placeholders(CacheKey<?> key) {
        String text = key.text()
                .replace(USER.value(), "{u}")
                .replace(PORTFOLIO.value(), "{p}")
                .replace(WATCHLIST.value(), "{w}")
                .replace(AAPL.value(), "{s}")
                .replace(DATE.toString(), "{date}");
        if (key.family() == Family.PRICES_RT) {
            return text.replaceFirst("[0-9a-f]{32}", "{batch_hash}");
        }
        return key.family() == Family.DECLARED
                ? text.replace("signals:", "{plural}:")
                        .replace("signal:", "{singular}:")
                        .replace(":s1", ":{id}")
                : text;
    }

    private static String text(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofHours(1)) >= 0) {
            return lifetime.toHours() + " h";
        }
        return lifetime.compareTo(Duration.ofMinutes(1)) >= 0
                ? lifetime.toMinutes() + " min"
                : lifetime.toSeconds() + " s";
    }
}
