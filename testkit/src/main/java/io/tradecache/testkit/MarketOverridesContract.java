package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.port.MarketOverrides;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link MarketOverrides} promises. */
@DisplayName("Market overrides")
public interface MarketOverridesContract {

    /** A day that was to be a session like any other. */
    MarketOverride MOURNING = MarketOverride.closed(LocalDate.of(2026, 11, 25), "National Day of Mourning");

    /** A morning on which nobody can get to work. */
    MarketOverride SNOW = MarketOverride.hours(
            LocalDate.of(2026, 12, 7), LocalTime.of(11, 0), LocalTime.of(14, 30), "Snowstorm of \"the century\"");

    /** Where they are kept, the same at every call of one test. Tests choose markets of their own. */
    MarketOverrides overrides();

    @Test
    default void aMarketHasNoneAtFirst() {
        assertThat(overrides().all(market())).isEmpty();
    }

    @Test
    default void whatIsPutInIsFoundInAscendingOrderOfDate() {
        String market = market();

        overrides().replace(market, List.of(SNOW, MOURNING));

        assertThat(overrides().all(market)).containsExactly(MOURNING, SNOW);
    }

    @Test
    default void aReplacementLeavesNothingOfWhatWasThere() {
        String market = market();
        overrides().replace(market, List.of(MOURNING));

        overrides().replace(market, List.of(SNOW));
        assertThat(overrides().all(market)).containsExactly(SNOW);

        overrides().replace(market, List.of());
        assertThat(overrides().all(market)).isEmpty();
    }

    @Test
    default void eachMarketHasItsOwn() {
        String market = market();
        String other = market();
        overrides().replace(market, List.of(MOURNING));
        overrides().replace(other, List.of(SNOW));

        overrides().replace(market, List.of());

        assertThat(overrides().all(other)).containsExactly(SNOW);
    }

    @Test
    default void aDateThatStandsTwiceIsRefusedAndNothingChanges() {
        String market = market();
        overrides().replace(market, List.of(MOURNING));

        assertThatThrownBy(() ->
                        overrides().replace(market, List.of(SNOW, MarketOverride.closed(SNOW.date(), "More snow"))))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("2026-12-07");

        assertThat(overrides().all(market)).containsExactly(MOURNING);
    }

    @Test
    default void ofReplacementsAtTheSameTimeOneWinsAsAWhole() {
        String market = market();
        List<List<MarketOverride>> lists = IntStream.rangeClosed(1, 8)
                .mapToObj(number -> Stream.of(MOURNING.date(), SNOW.date())
                        .map(date -> MarketOverride.closed(date, "Number " + number))
                        .toList())
                .toList();
        List<CompletableFuture<Void>> replacements = new ArrayList<>();

        lists.forEach(list ->
                replacements.add(CompletableFuture.runAsync(() -> overrides().replace(market, list))));
        replacements.forEach(CompletableFuture::join);

        assertThat(lists).contains(overrides().all(market));
    }

    private static String market() {
        return "X" + UUID.randomUUID().toString().substring(0, 3).toUpperCase(Locale.ROOT);
    }
}
