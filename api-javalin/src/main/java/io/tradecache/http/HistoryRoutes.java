package io.tradecache.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.SymbolIndicators;
import io.tradecache.core.service.HistoryService;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The daily bars of a symbol, and what is computed from them. Thread-safe. */
final class HistoryRoutes {

    private static final String SYMBOL = Routing.API + "/prices/{s}";

    /** Nobody trades outside them, and no database could keep such dates. */
    private static final LocalDate FIRST = LocalDate.of(1792, 5, 17);

    private static final LocalDate LAST = LocalDate.of(9999, 12, 30);

    private final HistoryService history;
    private final Answers answers;

    HistoryRoutes(HistoryService history, Answers answers) {
        this.history = history;
        this.answers = answers;
    }

    /** The answer to a question for several bars. */
    record Series(Symbol symbol, List<BarView> bars) {}

    /** A bar beside others of its symbol. */
    record BarView(
            LocalDate date,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            long volume,
            boolean complete) {

        private static BarView from(DailyBar bar) {
            return new BarView(
                    bar.date(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.complete());
        }
    }

    /** The indicators, null where there are too few bars. */
    record IndicatorsView(
            Symbol symbol,
            @Nullable LocalDate asOf,

            @JsonProperty("sma_20") @Nullable BigDecimal sma20,

            @JsonProperty("sma_50") @Nullable BigDecimal sma50,

            @JsonProperty("ema_20") @Nullable BigDecimal ema20,

            @JsonProperty("rsi_14") @Nullable BigDecimal rsi14,

            @JsonProperty("volatility_20") @Nullable BigDecimal volatility20) {

        private static IndicatorsView from(SymbolIndicators of) {
            return new IndicatorsView(
                    of.symbol(), of.asOf(), of.sma20(), of.sma50(), of.ema20(), of.rsi14(), of.volatility20());
        }
    }

    void register(RoutesConfig routes) {
        Routing.get(routes, SYMBOL + "/history", this::series, Audience.USERS);
        Routing.get(routes, SYMBOL + "/history/{date}", this::bar, Audience.USERS);
        Routing.get(routes, SYMBOL + "/indicators", this::indicators, Audience.USERS);
    }

    private void series(Context ctx) {
        Symbol symbol = new Symbol(ctx.pathParam("s"));
        Query query = new Query(ctx);
        LocalDate to = query.optional("to", text -> date("to", text)).orElseGet(history::today);
        LocalDate from = query.optional("from", text -> date("from", text)).orElseGet(() -> to.minusYears(1));
        query.close();
        Cached<List<DailyBar>> bars = history.bars(symbol, from, to, ReadDemand.of(ctx));
        List<BarView> views = bars.value().stream().map(BarView::from).toList();
        answers.read(ctx, bars, new Series(symbol, views));
    }

    private void bar(Context ctx) {
        Symbol symbol = new Symbol(ctx.pathParam("s"));
        LocalDate date = date("date", ctx.pathParam("date"));
        Cached<DailyBar> bar = history.bar(symbol, date, ReadDemand.of(ctx));
        answers.read(ctx, bar, bar.value());
    }

    private void indicators(Context ctx) {
        Symbol symbol = new Symbol(ctx.pathParam("s"));
        Cached<SymbolIndicators> indicators = history.indicators(symbol, ReadDemand.of(ctx));
        answers.read(ctx, indicators, IndicatorsView.from(indicators.value()));
    }

    private static LocalDate date(String name, String text) {
        LocalDate date = IsoDate.parse(name, text);
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new InvalidFieldException(name, "must be from " + FIRST + " to " + LAST);
        }
        return date;
    }
}
