package io.tradecache.core.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.market.MarketOverride;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneOffsTest {

    private static final String MONDAY = "2026-11-23 CLOSED \"Blackout\"";

    @Test
    void aLineIsADayWithoutTradingOrOneWithHours() {
        assertThat(OneOffs.parse(
                        "days.txt",
                        List.of("# Some days", "", MONDAY, "2026-11-24 HOURS 11:00-14:00 \"Snow, and more of it\"")))
                .containsExactly(
                        MarketOverride.closed(LocalDate.of(2026, 11, 23), "Blackout"),
                        MarketOverride.hours(
                                LocalDate.of(2026, 11, 24),
                                LocalTime.of(11, 0),
                                LocalTime.of(14, 0),
                                "Snow, and more of it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2026-11-23 CLOSED \"Again\"            | the date stands twice",
                "2026-11-20 CLOSED \"Friday\"           | must be after 2026-11-23",
                "2026-11-28 CLOSED \"Saturday\"         | weekend",
                "2026-11-24 SHUT \"Word\"               | expected a date",
                "2026-11-24 closed \"Word\"             | expected a date",
                "2026-11-24 CLOSED                      | expected a date",
                "2026-11-24 CLOSED Blackout             | expected a date",
                "2026-11-24  CLOSED \"Blanks\"          | expected a date",
                "2026-11-24 HOURS 11:00 \"Half\"        | expected a date",
                "24.11.2026 CLOSED \"Elsewhere\"        | expected a date",
                "2026-11-31 CLOSED \"No such day\"      | 2026-11-31",
                "2026-11-24 HOURS 11:00-25:00 \"Late\"  | 25:00",
                "2026-11-24 HOURS 14:00-11:00 \"Back\"  | close must be after open",
                "2026-11-24 HOURS 03:00-11:00 \"Night\" | open must be after 04:00",
                "2026-11-24 CLOSED \" \"                | name must not be blank"
            })
    void aLineThatIsNotAsItMustBeIsNamed(String line, String reason) {
        assertThatThrownBy(() -> OneOffs.parse("days.txt", List.of(MONDAY, line)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("days.txt, line 2: ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(line);
    }

    @Test
    void theExchangesFileCanBeRead() {
        assertThat(OneOffs.of("xnys.txt")).hasSize(28);
    }
}
