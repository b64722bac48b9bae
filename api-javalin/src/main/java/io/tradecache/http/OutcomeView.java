package io.tradecache.http;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.service.PriceRefreshing.Outcome;
import java.util.Locale;

/** What became of one symbol's price. */
record OutcomeView(String symbol, String outcome) {

    static OutcomeView of(Symbol symbol, Outcome outcome) {
        return new OutcomeView(symbol.value(), outcome.name().toLowerCase(Locale.ROOT));
    }
}
