package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.launcher.Settings.Market;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CheckupTest {

    @Test
    void theCalendarSaysWhatTheMarketDoesAndWhichDaysItKnows() {
        assertThat(at("2026-11-24T16:00:00Z").calendar(Market.XNYS))
                .isEqualTo(new Checkup.Finding(
                        "calendar",
                        true,
                        "XNYS is OPEN by its rules; known from 1990-01-01 to 2046-12-31, announced until 2028-12-31"));
        assertThat(at("2026-11-28T16:00:00Z").calendar(Market.XNYS).detail()).startsWith("XNYS is CLOSED");
        assertThat(at("2026-11-28T16:00:00Z").calendar(Market.SIM).detail()).contains("SIM never closes", "OPEN");
    }

    @Test
    void aCalendarThatHasToGuessInLessThanTwelveMonthsIsWarnedOf() {
        assertThat(at("2027-12-31T16:00:00Z").calendar(Market.XNYS).detail()).doesNotContain("soon");
        assertThat(at("2028-01-01T16:00:00Z").calendar(Market.XNYS).detail())
                .contains("announced until 2028-12-31, which is soon");
        assertThat(at("2028-01-01T16:00:00Z").calendar(Market.XNYS).ok()).isTrue();
    }

    private static Checkup at(String now) {
        return new Checkup(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }
}
