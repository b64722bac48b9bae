package io.tradecache.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Text;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.model.market.MarketOverride.Kind;
import io.tradecache.core.service.MarketHours;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a list of overrides, and tells all errors of it at once, each by its place in the list. Not thread-safe. */
final class OverrideList {

    private static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::name).toList();

    private static final FieldReader<LocalDate> DATE = (field, node) -> {
        try {
            return LocalDate.parse(FieldReader.string(field, node));
        } catch (DateTimeException e) {
            throw new InvalidFieldException(field, "must be a date, such as 2026-11-27");
        }
    };

    private static final FieldReader<LocalTime> TIME = (field, node) -> {
        try {
            return LocalTime.parse(FieldReader.string(field, node));
        } catch (DateTimeException e) {
            throw new InvalidFieldException(field, "must be a time of day, such as 09:30");
        }
    };

    private final MarketHours hours;
    private final List<MarketOverride> overrides = new ArrayList<>();
    private final Set<LocalDate> dates = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    OverrideList(MarketHours hours) {
        this.hours = hours;
    }

    /**
     * Reads every entry.
     *
     * @throws ProblemException when one of them cannot be
     */
    List<MarketOverride> read(List<JsonNode> entries) {
        for (int i = 0; i < entries.size() && errors.size() < RequestBody.MOST_ERRORS; i++) {
            read("/overrides/" + i, entries.get(i));
        }
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors).asException();
        }
        return overrides;
    }

    private void read(String pointer, JsonNode entry) {
        if (!(entry instanceof ObjectNode fields)) {
            errors.add(new FieldError(pointer, "must be an object"));
            return;
        }
        try {
            MarketOverride override = override(new RequestBody(fields));
            hours.check(override);
            if (!dates.add(override.date())) {
                throw new InvalidFieldException("date", "must stand once, and " + override.date() + " does twice");
            }
            overrides.add(override);
        } catch (ProblemException e) {
            e.problem()
                    .errors()
                    .forEach(error -> errors.add(new FieldError(pointer + error.pointer(), error.detail())));
        } catch (InvalidFieldException e) {
            FieldError error = FieldError.of(e.field(), String.valueOf(e.getMessage()));
            errors.add(new FieldError(pointer + error.pointer(), error.detail()));
        }
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
