package io.tradecache.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.RefreshDecision;
import io.tradecache.core.model.price.RefreshDecision.Factor;
import io.tradecache.core.service.RefreshPolicyService;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The refresh policy, explained for one symbol at this moment. Thread-safe. */
final class RefreshPolicyRoutes {

    private final RefreshPolicyService policy;
    private final Answers answers;

    RefreshPolicyRoutes(RefreshPolicyService policy, Answers answers) {
        this.policy = policy;
        this.answers = answers;
    }

    /** When something would be fetched again that is fetched now, and why then. */
    record DecisionView(
            Symbol symbol,
            DataType dataType,
            long baseMs,
            long intervalMs,
            Instant nextRefreshAt,
            List<Factor> factors) {

        private static DecisionView from(Symbol symbol, RefreshDecision decision) {
            return new DecisionView(
                    symbol,
                    decision.type(),
                    decision.base().toMillis(),
                    decision.interval().toMillis(),
                    decision.nextRefreshAt(),
                    decision.factors());
        }
    }

    void register(RoutesConfig routes) {
        Routing.get(routes, Routing.API + "/refresh-policy", this::explain, Audience.USERS);
    }

    private void explain(Context ctx) {
        Query query = new Query(ctx);
        Optional<Symbol> symbol = query.required("symbol", Symbol::new);
        Optional<DataType> type = query.required("data_type", RefreshPolicyRoutes::type);
        query.close();
        answers.fresh(
                ctx, DecisionView.from(symbol.orElseThrow(), policy.decide(symbol.orElseThrow(), type.orElseThrow())));
    }

    private static DataType type(String asked) {
        return Arrays.stream(DataType.values())
                .filter(type -> type.name().equals(asked.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidFieldException("data_type", "must be one of " + Arrays.toString(DataType.values())));
    }
}
