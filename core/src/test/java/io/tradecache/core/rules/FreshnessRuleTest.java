package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.MONDAY_TEN;
import static io.tradecache.core.Samples.quote;
import static io.tradecache.core.Samples.quoteAsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.market.Closes;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FreshnessRuleTest {

    private static final String FRIDAY_CLOSE = "2026-11-20T21:00:00Z";
    private static final String MONDAY_CLOSE = "2026-11-23T21:00:00Z";
    private static final String TUESDAY_CLOSE = "2026-11-24T21:00:00Z";
    private static final String WEDNESDAY_CLOSE = "2026-11-25T21:00:00Z";
    private static final String EARLY_CLOSE_AFTER_THANKSGIVING = "2026-11-27T18:00:00Z";

    @ParameterizedTest
    @CsvSource({
        "0, LIVE",
        "5000, LIVE",
        "5001, FRESH",
        "30000, FRESH",
        "30001, STALE",
        "300000, STALE",
        "300001, OUTDATED"
    })
    void judgesByAgeInTheRegularSession(long millis, Freshness expected) {
        Instant now = MONDAY_TEN.plusMillis(millis);

        assertThat(judged(MONDAY_TEN, now, MarketPhase.OPEN, closes(FRIDAY_CLOSE, null)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T20:55:00Z, FRESH",
        "2026-11-24T20:54:59.999999Z, STALE",
        "2026-11-23T20:55:00Z, STALE",
        "2026-11-23T20:54:59.999999Z, OUTDATED"
    })
    void judgesByTheCloseItBelongsToAfterTheSession(Instant asOf, Freshness expected) {
        assertThat(judged(asOf, at("2026-11-25T03:00:00Z"), MarketPhase.CLOSED, closes(TUESDAY_CLOSE, MONDAY_CLOSE)))
                .isEqualTo(expected);
    }

    @Test
    void yesterdaysCloseIsFreshBeforeTheMarketOpens() {
        assertThat(judged(
                        at("2026-11-23T20:59:58Z"),
                        at("2026-11-24T14:29:59Z"),
                        MarketPhase.PRE_MARKET,
                        closes(MONDAY_CLOSE, FRIDAY_CLOSE)))
                .isEqualTo(Freshness.FRESH);
    }

    @Test
    void fridaysCloseIsFreshAllWeekendAndOutdatedBySecondsOnceTheMarketOpens() {
        Instant friday = at("2026-11-20T20:59:58Z");

        assertThat(judged(friday, at("2026-11-22T23:00:00Z"), MarketPhase.CLOSED, closes(FRIDAY_CLOSE, null)))
                .isEqualTo(Freshness.FRESH);
        assertThat(judged(friday, at("2026-11-23T14:30:00Z"), MarketPhase.OPEN, closes(FRIDAY_CLOSE, null)))
                .isEqualTo(Freshness.OUTDATED);
    }

    @Test
    void aHolidayDoesNotMakeAPriceOlder() {
        Instant wednesday = at("2026-11-25T20:59:58Z");

        assertThat(judged(
                        wednesday,
                        at("2026-11-26T18:00:00Z"),
                        MarketPhase.CLOSED,
                        closes(WEDNESDAY_CLOSE, TUESDAY_CLOSE)))
                .isEqualTo(Freshness.FRESH);
    }

    @Test
    void anEarlyCloseIsACloseAsWell() {
        Closes closes = closes(EARLY_CLOSE_AFTER_THANKSGIVING, WEDNESDAY_CLOSE);
        Instant evening = at("2026-11-27T23:00:00Z");

        assertThat(judged(at("2026-11-27T17:59:00Z"), evening, MarketPhase.CLOSED, closes))
                .isEqualTo(Freshness.FRESH);
        assertThat(judged(at("2026-11-25T20:59:00Z"), evening, MarketPhase.CLOSED, closes))
                .isEqualTo(Freshness.STALE);
        assertThat(judged(at("2026-11-24T20:59:00Z"), evening, MarketPhase.CLOSED, closes))
                .isEqualTo(Freshness.OUTDATED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPEN")
    void isNeverLiveOutsideTheSession(MarketPhase phase) {
        assertThat(judged(MONDAY_TEN, MONDAY_TEN, phase, closes(FRIDAY_CLOSE, null)))
                .isEqualTo(Freshness.FRESH);
        assertThat(judged(MONDAY_TEN, MONDAY_TEN, phase, Closes.UNKNOWN)).isEqualTo(Freshness.FRESH);
    }

    @Test
    void judgesByAgeWhileNoCloseIsKnown() {
        assertThat(judged(MONDAY_TEN, MONDAY_TEN.plusSeconds(301), MarketPhase.CLOSED, Closes.UNKNOWN))
                .isEqualTo(Freshness.OUTDATED);
    }

    @Test
    void takesAPriceFromTheFutureForOneOfNow() {
        MarketMoment before = new MarketMoment(MONDAY_TEN.minusSeconds(3), MarketPhase.OPEN, null);

        LiveQuote live = FreshnessRule.DEFAULT.judge(quote(AAPL, "1", null), before, Closes.UNKNOWN);

        assertThat(live.age()).isZero();
        assertThat(live.freshness()).isEqualTo(Freshness.LIVE);
    }

    @Test
    void aWholeIsAsFreshAsItsWorstPart() {
        assertThat(Freshness.LIVE.orWorse(Freshness.STALE)).isEqualTo(Freshness.STALE);
        assertThat(Freshness.OUTDATED.orWorse(Freshness.FRESH)).isEqualTo(Freshness.OUTDATED);
    }

    @Test
    void refusesThresholdsThatDoNotRise() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new FreshnessRule(second, Duration.ZERO, second))
                .hasMessage("freshness thresholds must rise from live over fresh to stale");
    }

    private static Freshness judged(Instant asOf, Instant now, MarketPhase phase, Closes closes) {
        return FreshnessRule.DEFAULT
                .judge(quoteAsOf(AAPL, "150", asOf), new MarketMoment(now, phase, null), closes)
                .freshness();
    }

    private static Closes closes(String last, @Nullable String beforeLast) {
        return new Closes(at(last), beforeLast == null ? null : at(beforeLast));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
