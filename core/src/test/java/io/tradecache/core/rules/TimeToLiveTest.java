package io.tradecache.core.rules;

import static io.tradecache.core.Samples.MONDAY_TEN;
import static io.tradecache.core.Samples.closed;
import static io.tradecache.core.Samples.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.Family;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimeToLiveTest {

    @ParameterizedTest
    @CsvSource({
        "PORTFOLIOS, 300, 300",
        "PORTFOLIO, 300, 300",
        "WATCHLISTS, 300, 300",
        "WATCHLIST, 300, 300",
        "DECLARED, 300, 300",
        "PORTFOLIO_RT, 30, 300",
        "ANALYTICS, 30, 300",
        "WATCHLIST_RT, 30, 300",
        "PRICE_RT, 30, 300",
        "PRICES_RT, 30, 30",
        "PRICE_DAY, 86400, 86400",
        "PRICES, 900, 900",
        "NEWS, 300, 300",
        "INDICATORS, 3600, 3600"
    })
    void givesEachFamilyTheLifetimeOfTheGuide(Family family, long openSeconds, long closedSeconds) {
        assertThat(TimeToLive.GUIDE.of(family, open(null))).isEqualTo(Duration.ofSeconds(openSeconds));
        assertThat(TimeToLive.GUIDE.of(family, closed(null))).isEqualTo(Duration.ofSeconds(closedSeconds));
    }

    @Test
    void cutsPricesAtTheNextChangeOfPhase() {
        assertThat(TimeToLive.GUIDE.of(Family.PRICE_RT, closed(MONDAY_TEN.plusSeconds(60))))
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(TimeToLive.GUIDE.of(Family.PRICE_RT, open(MONDAY_TEN.plusSeconds(60))))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void neverGoesUnderASecond() {
        assertThat(TimeToLive.GUIDE.of(Family.PRICE_RT, open(MONDAY_TEN.plusNanos(1))))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesNotCutPositions() {
        assertThat(TimeToLive.GUIDE.of(Family.PORTFOLIO, open(MONDAY_TEN.plusSeconds(1))))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @EnumSource
    void answersEveryFamily(Family family) {
        assertThat(TimeToLive.GUIDE.of(family, open(null))).isPositive();
    }

    @Test
    void refusesLifetimesUnderASecond() {
        Duration good = Duration.ofMinutes(5);
        assertThatThrownBy(() -> new TimeToLive(good, Duration.ofMillis(999), good, good, good, good, good))
                .hasMessage("realTimeOpen must be at least 1 s");
    }
}
