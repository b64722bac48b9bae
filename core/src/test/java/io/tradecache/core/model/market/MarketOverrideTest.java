package io.tradecache.core.model.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.MarketOverride.Kind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketOverrideTest {

    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 28);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CLOSED | 09:30    |       | open must be missing on a day that is closed",
                "CLOSED |          | 13:00 | close must be missing on a day that is closed",
                "HOURS  |          | 13:00 | open must be given for a day with hours",
                "HOURS  | 09:30    |       | close must be given for a day with hours",
                "HOURS  | 04:00    | 13:00 | open must be after 04:00 and before 20:00",
                "HOURS  | 09:30    | 20:00 | close must be after 04:00 and before 20:00",
                "HOURS  | 13:00    | 13:00 | close must be after open",
                "HOURS  | 09:30:01 | 13:00 | open must be a whole minute"
            })
    void hoursThatCannotBeAreRefused(Kind kind, @Nullable LocalTime open, @Nullable LocalTime close, String reason) {
        assertThatThrownBy(() -> new MarketOverride(SATURDAY, kind, open, close, "Snowstorm"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void itHasAName() {
        assertThatThrownBy(() -> MarketOverride.closed(SATURDAY, " ")).hasMessage("name must not be blank");
        assertThat(MarketOverride.closed(SATURDAY, " Snowstorm ").name()).isEqualTo("Snowstorm");
    }

    @Test
    void severalAreInOrderOfDateAndOneForEach() {
        MarketOverride saturday = MarketOverride.hours(SATURDAY, LocalTime.of(9, 30), LocalTime.of(12, 0), "Made up");
        MarketOverride friday = MarketOverride.closed(SATURDAY.minusDays(1), "Snowstorm");

        assertThat(MarketOverride.inOrder(List.of(saturday, friday))).containsExactly(friday, saturday);
        assertThatThrownBy(() -> MarketOverride.inOrder(List.of(friday, saturday, friday)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("overrides must name 2026-11-27 once");
    }
}
