package io.tradecache.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Text;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.model.market.MarketOverride.Kind;
import io.tradecache.core.service.MarketHours;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a list of overrides. Stateless. */
final class OverrideList {

    private static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::name).toList();

    private static final FieldReader<LocalDate> DATE =
            (field, node) -> IsoDate.parse(field, FieldReader.string(field, node));

    private static final FieldReader<LocalTime> TIME = (field, node) -> {
        try {
            return LocalTime.parse(FieldReader.string(field, node));
        } catch (DateTimeException e) {
            throw new InvalidFieldException(field, "must be a time of day, such as 09:30");
        }
    };

    private OverrideList() {}

    /**
     * Reads every entry.
     *
     * @throws ProblemException when one of them cannot be
     */
    static List<MarketOverride> read(List<JsonNode> entries, MarketHours hours) {
        Set<LocalDate> dates = new HashSet<>();
        return EntryList.read("overrides", entries, entry -> {
            MarketOverride override = override(entry);
            hours.check(override);
            if (!dates.add(override.date())) {
                throw new InvalidFieldException("date", "must stand once, and " + override.date() + " does twice");
            }
            return override;
        });
    }

    private static MarketOverride override(RequestBody body) {
        Field<LocalDate> date = body.required("date", DATE);
        Field<Kind> kind = body.required("kind", FieldReader.word(KINDS, Kind::valueOf));
        Field<LocalTime> open = body.optional("open", TIME);
        Field<LocalTime> close = body.optional("close", TIME);
        Field<String> name = body.required("name", FieldReader.text(Text.NAME));
        body.close(Set.of());
        return new MarketOverride(date.value(), kind.value(), open.orNull(), close.orNull(), name.value());
    }
}
