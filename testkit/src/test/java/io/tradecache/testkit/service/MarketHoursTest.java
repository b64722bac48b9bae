package io.tradecache.testkit.service;

import static io.tradecache.testkit.MarketOverridesContract.MOURNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.inmemory.InMemoryMarketOverrides;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.port.MarketOverrides;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.rules.calendar.NyseCalendar;
import io.tradecache.core.service.MarketHours;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarketHoursTest {

    private final MarketOverrides kept = new InMemoryMarketOverrides();
    private final MarketHours newYork = node();
    private final MarketHours london = node();

    @Test
    void theNodeThatIsToldFollowsAtOnceAndOthersWhenTheyNextLook() {
        newYork.replace(List.of(MOURNING));

        assertThat(newYork.calendar().closure(MOURNING.date())).isPresent();
        assertThat(london.calendar().closure(MOURNING.date())).isEmpty();
        assertThat(london.refresh()).isTrue();
        assertThat(london.calendar().closure(MOURNING.date())).isPresent();
    }

    @Test
    void aLookThatFindsNothingNewChangesNothing() {
        assertThat(london.refresh()).isFalse();

        newYork.replace(List.of(MOURNING));

        assertThat(london.refresh()).isTrue();
        assertThat(london.refresh()).isFalse();
        assertThat(newYork.refresh()).isFalse();
    }

    @Test
    void whatIsTakenBackIsAsItWasBefore() {
        newYork.replace(List.of(MOURNING));
        london.refresh();

        newYork.replace(List.of());

        assertThat(london.refresh()).isTrue();
        assertThat(london.calendar().closure(MOURNING.date())).isEmpty();
        assertThat(london.overrides()).isEmpty();
    }

    @Test
    void aDayThatTheCalendarDoesNotKnowIsRefused() {
        MarketOverride early = MarketOverride.closed(LocalDate.of(1929, 10, 29), "Crash");

        assertThatThrownBy(() -> newYork.replace(List.of(MOURNING, early)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("date must be from 1990-01-01 to 2046-12-31");

        assertThat(newYork.overrides()).isEmpty();
    }

    @Test
    void onlySoManyDaysAreTaken() {
        List<MarketOverride> years = IntStream.rangeClosed(0, MarketHours.MOST_OVERRIDES)
                .mapToObj(day -> MarketOverride.closed(MOURNING.date().plusDays(day), "On strike"))
                .toList();

        assertThatThrownBy(() -> newYork.replace(years)).hasMessageContaining("1000");

        newYork.replace(years.subList(0, MarketHours.MOST_OVERRIDES));
        assertThat(newYork.overrides()).hasSize(MarketHours.MOST_OVERRIDES);
    }

    @Test
    void aMarketThatNeverClosesCannotBeClosed() {
        MarketHours simulated = new MarketHours(new AlwaysOpen(), MarketOverrides.NONE, overrides -> {});

        simulated.replace(List.of());
        assertThatThrownBy(() -> simulated.replace(List.of(MOURNING)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("no day of SIM can be changed");

        assertThat(simulated.overrides()).isEmpty();
    }

    private MarketHours node() {
        NyseCalendar calendar = new NyseCalendar(2046);
        return new MarketHours(calendar, kept, calendar::override);
    }
}
