package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.MONDAY_TEN;
import static io.tradecache.core.Samples.closed;
import static io.tradecache.core.Samples.open;
import static io.tradecache.core.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimeToLiveTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Quote QUOTE = quote(AAPL, "150", null);

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
    void aValueOfTheLastMinuteBeforeTheOpeningIsNotServedAfterIt() {
        assertThat(TimeToLive.GUIDE.of(CacheKeys.priceRt(AAPL), QUOTE, closed(MONDAY_TEN.plusSeconds(60))))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aCompletedBarLivesADayAndThatOfTodayAsLongAsAQuote() {
        CacheKey<DailyBar> key = CacheKeys.price(AAPL, MONDAY);

        assertThat(TimeToLive.GUIDE.of(key, bar(true), open(MONDAY_TEN.plusSeconds(60))))
                .isEqualTo(Duration.ofHours(24));
        assertThat(TimeToLive.GUIDE.of(key, bar(false), open(null))).isEqualTo(Duration.ofSeconds(30));
        assertThat(TimeToLive.GUIDE.of(key, bar(false), open(MONDAY_TEN.plusSeconds(20))))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(TimeToLive.GUIDE.of(key, bar(false), closed(null))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatIsLoadedTogetherDoesNotExpireTogetherWhereNoLifetimeIsPromised() {
        List<Duration> lifetimes = IntStream.range(0, 100)
                .mapToObj(number -> CacheKeys.prices(new Symbol("S" + number)))
                .map(key -> TimeToLive.GUIDE.of(key, new DailyBar[0], open(null)))
                .toList();

        assertThat(lifetimes)
                .allSatisfy(lifetime -> assertThat(lifetime)
                        .isGreaterThan(Duration.ofSeconds(810))
                        .isLessThanOrEqualTo(Duration.ofSeconds(900)));
        assertThat(lifetimes.stream().distinct()).hasSizeGreaterThan(90);
    }

    @Test
    void aPromisedLifetimeIsKeptToTheMillisecond() {
        for (int number = 0; number < 100; number++) {
            Symbol symbol = new Symbol("S" + number);

            assertThat(TimeToLive.GUIDE.of(CacheKeys.priceRt(symbol), QUOTE, open(null)))
                    .isEqualTo(Duration.ofSeconds(30));
            assertThat(TimeToLive.GUIDE.of(CacheKeys.price(symbol, MONDAY), bar(true), open(null)))
                    .isEqualTo(Duration.ofHours(24));
        }
    }

    @Test
    void whatIsShortenedIsCutAtTheChangeOfPhaseAsWell() {
        assertThat(TimeToLive.GUIDE.of(CacheKeys.prices(AAPL), new DailyBar[0], open(MONDAY_TEN.plusSeconds(60))))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aCopyLivesThirtySecondsOrFiveWhenItHoldsPricesOfNow() {
        CacheKey<DailyBar> key = CacheKeys.price(AAPL, MONDAY);

        assertThat(TimeToLive.GUIDE.near(key, CacheEntry.of(bar(true), 0, MONDAY_TEN), open(null)))
                .isEqualTo(TimeToLive.NEAR);
        assertThat(TimeToLive.GUIDE.near(key, CacheEntry.of(bar(false), 0, MONDAY_TEN), open(null)))
                .isEqualTo(TimeToLive.NEAR_REAL_TIME);
        assertThat(TimeToLive.GUIDE.near(
                        CacheKeys.priceRt(AAPL), CacheEntry.of(QUOTE, 0, MONDAY_TEN.minusSeconds(28)), open(null)))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(TimeToLive.GUIDE.near(
                        CacheKeys.priceRt(AAPL), CacheEntry.of(QUOTE, 0, MONDAY_TEN.minusSeconds(31)), open(null)))
                .isZero();
    }

    @Test
    void refusesLifetimesUnderASecond() {
        Duration good = Duration.ofMinutes(5);
        assertThatThrownBy(() -> new TimeToLive(good, Duration.ofMillis(999), good, good, good, good, good))
                .hasMessage("realTimeOpen must be at least 1 s");
    }

    private static DailyBar bar(boolean complete) {
        return new DailyBar(AAPL, MONDAY, BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.TEN, 1, complete);
    }
}
