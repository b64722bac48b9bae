package io.tradecache.http;

import static io.tradecache.http.FieldReader.list;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.service.MarketHours;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What administrators say of days of the market that are not as its rules say. Thread-safe. */
final class MarketOverrideRoutes {

    private static final String PATH = Routing.API + "/admin/market/overrides";

    private final MarketHours hours;
    private final Bodies bodies;
    private final Answers answers;

    MarketOverrideRoutes(MarketHours hours, Bodies bodies, Answers answers) {
        this.hours = hours;
        this.bodies = bodies;
        this.answers = answers;
    }

    /** All overrides of a market. */
    record Overrides(String market, List<Entry> overrides) {}

    /** One of them; its times are those of the market's wall clocks. */
    record Entry(
            LocalDate date,
            MarketOverride.Kind kind,
            @JsonFormat(pattern = "HH:mm") @Nullable LocalTime open,
            @JsonFormat(pattern = "HH:mm") @Nullable LocalTime close,
            String name) {

        static Entry from(MarketOverride override) {
            return new Entry(override.date(), override.kind(), override.open(), override.close(), override.name());
        }
    }

    void register(RoutesConfig routes) {
        Routing.get(routes, PATH, this::show, Audience.ADMINISTRATORS);
        routes.put(PATH, this::replace, Audience.ADMINISTRATORS);
    }

    private void show(Context ctx) {
        answer(ctx);
    }

    private void replace(Context ctx) {
        RequestBody body = bodies.read(ctx);
        Field<List<JsonNode>> entries = body.required("overrides", list((field, node) -> node));
        body.close(Set.of());
        hours.replace(OverrideList.read(entries.value(), hours));
        answer(ctx);
    }

    private void answer(Context ctx) {
        List<Entry> kept = hours.overrides().stream().map(Entry::from).toList();
        answers.fresh(ctx, new Overrides(hours.calendar().market(), kept));
    }
}
