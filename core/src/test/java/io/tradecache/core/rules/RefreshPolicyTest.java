package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.MONDAY_TEN;
import static io.tradecache.core.model.price.DataType.INDICATORS;
import static io.tradecache.core.model.price.DataType.PRICE_CURRENT;
import static io.tradecache.core.model.price.DataType.PRICE_INTRADAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.RefreshDecision;
import io.tradecache.core.model.price.RefreshDecision.Factor;
import io.tradecache.core.rules.RefreshPolicy.Observed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshPolicyTest {

    private static final Instant CLOSE = Instant.parse("2026-11-23T21:00:00Z");
    private static final Instant NEXT_OPEN = Instant.parse("2026-11-24T14:30:00Z");
    private static final Observed CALM = new Observed(AAPL, Double.NaN, false);

    @ParameterizedTest
    @CsvSource({
        "PRICE_CURRENT, PT30S, PT5M",
        "PRICE_INTRADAY, PT15M, PT2H30M",
        "NEWS, PT5M, PT50M",
        "INDICATORS, PT1H, PT10H"
    })
    void givesEachTypeItsBaseInTheSessionAndTenTimesThatOutsideIt(DataType type, Duration open, Duration closed) {
        Observed excited = new Observed(AAPL, 0.9, true);

        assertThat(decideOpen(type, CALM).interval()).isEqualTo(open);
        assertThat(decideOpen(type, CALM).base()).isEqualTo(open);
        for (MarketPhase phase :
                new MarketPhase[] {MarketPhase.CLOSED, MarketPhase.PRE_MARKET, MarketPhase.AFTER_HOURS}) {
            assertThat(decide(type, CALM, phase).interval()).isEqualTo(closed);
            assertThat(decide(type, excited, phase).interval()).isEqualTo(closed);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, PT30S", "0.30, PT30S", "0.3000001, PT15S", "2.5, PT15S", "NaN, PT30S"})
    void halvesTheIntervalOfWhatIsMoreVolatileThanTheThreshold(double volatility, Duration expected) {
        assertThat(decideOpen(PRICE_CURRENT, new Observed(AAPL, volatility, false))
                        .interval())
                .isEqualTo(expected);
    }

    @Test
    void quartersTheIntervalOnADayOfEarningsAndMultipliesExactly() {
        assertThat(decideOpen(PRICE_CURRENT, new Observed(AAPL, 0.1, true)).interval())
                .isEqualTo(Duration.ofMillis(7_500));
        assertThat(decideOpen(PRICE_CURRENT, new Observed(AAPL, 0.9, true)).interval())
                .isEqualTo(Duration.ofMillis(3_750));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.0001, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void refusesAVolatilityThatCannotBe(double volatility) {
        assertThatThrownBy(() -> new Observed(AAPL, volatility, false)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void countsEarningsInExtendedHoursWhenToldTo() {
        RefreshPolicy extended =
                new RefreshPolicy(RefreshPolicy.GUIDE.base(), RefreshPolicy.GUIDE.phaseFactor(), 0.3, 2, 4, true);
        Observed excited = new Observed(AAPL, 0.9, true);

        assertThat(extended.decide(PRICE_CURRENT, excited, moment(MarketPhase.AFTER_HOURS), NEXT_OPEN)
                        .interval())
                .isEqualTo(Duration.ofSeconds(75));
        assertThat(extended.decide(PRICE_CURRENT, excited, moment(MarketPhase.PRE_MARKET), NEXT_OPEN)
                        .interval())
                .isEqualTo(Duration.ofSeconds(75));
        assertThat(extended.decide(PRICE_CURRENT, excited, moment(MarketPhase.CLOSED), NEXT_OPEN)
                        .interval())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void neverGoesUnderASecond() {
        RefreshPolicy hasty = new RefreshPolicy(
                Map.of(
                        PRICE_CURRENT,
                        Duration.ofSeconds(2),
                        PRICE_INTRADAY,
                        Duration.ofSeconds(2),
                        DataType.NEWS,
                        Duration.ofSeconds(2),
                        INDICATORS,
                        Duration.ofSeconds(2)),
                RefreshPolicy.GUIDE.phaseFactor(),
                0.3,
                2,
                4,
                false);

        assertThat(hasty.decide(PRICE_CURRENT, new Observed(AAPL, 0.9, true), moment(MarketPhase.OPEN), NEXT_OPEN)
                        .interval())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void saysWhatItWeighedAndWhy() {
        RefreshDecision decision = decideOpen(PRICE_CURRENT, new Observed(AAPL, 0.42, false));

        assertThat(decision.nextRefreshAt()).isEqualTo(MONDAY_TEN.plusSeconds(15));
        assertThat(decision.factors())
                .containsExactly(
                        new Factor("market_phase", false, BigDecimal.ONE, "the regular session is on"),
                        new Factor(
                                "volatility", true, new BigDecimal("0.5"), "a volatility of 0.42 a year is above 0.3"),
                        new Factor(
                                "earnings",
                                false,
                                new BigDecimal("0.25"),
                                "no earnings are reported for this session"));
    }

    @Test
    void saysWhyVolatilityAndEarningsDidNotCount() {
        assertThat(decide(PRICE_CURRENT, new Observed(AAPL, 0.42, true), MarketPhase.AFTER_HOURS)
                        .factors())
                .extracting(Factor::name, Factor::applied)
                .containsExactly(tuple("market_phase", true), tuple("volatility", false), tuple("earnings", false));
    }

    @Test
    void aPriceThatWasFetchedWhileNobodyTradesIsHeldUntilSomebodyDoes() {
        RefreshDecision decision = decide(PRICE_CURRENT, CALM, MarketPhase.CLOSED);

        assertThat(decision.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(decision.nextRefreshAt()).isAfter(MONDAY_TEN.plus(Duration.ofMinutes(5)));
        assertThat(decision.factors()).extracting(Factor::name).contains("settled");
    }

    @ParameterizedTest
    @EnumSource
    void knowsNoEndOfASessionInAMarketThatNeverCloses(DataType type) {
        RefreshDecision decision =
                RefreshPolicy.GUIDE.decide(type, CALM, new MarketMoment(MONDAY_TEN, MarketPhase.OPEN, null), null);

        assertThat(decision.nextRefreshAt()).isEqualTo(MONDAY_TEN.plus(decision.interval()));
    }

    @Test
    void refusesFactorsThatMakeNoSense() {
        assertThatThrownBy(() ->
                        new RefreshPolicy(RefreshPolicy.GUIDE.base(), Map.of(MarketPhase.OPEN, 1), 0.3, 2, 4, false))
                .hasMessage("refresh.phase_factor.CLOSED must be 1 or above");
        assertThatThrownBy(() -> new RefreshPolicy(
                        Map.of(PRICE_CURRENT, Duration.ZERO), RefreshPolicy.GUIDE.phaseFactor(), 0.3, 2, 4, false))
                .hasMessage("refresh.base.PRICE_CURRENT must be at least 1 s");
        assertThatThrownBy(() -> new RefreshPolicy(
                        RefreshPolicy.GUIDE.base(), RefreshPolicy.GUIDE.phaseFactor(), Double.NaN, 2, 4, false))
                .hasMessage("refresh.volatility_threshold must not be negative");
        assertThatThrownBy(() -> new RefreshPolicy(
                        RefreshPolicy.GUIDE.base(), RefreshPolicy.GUIDE.phaseFactor(), 0.3, 2, 0, false))
                .hasMessage("refresh.earnings_divisor must be 1 or above");
    }

    private static RefreshDecision decideOpen(DataType type, Observed observed) {
        return decide(type, observed, MarketPhase.OPEN);
    }

    private static RefreshDecision decide(DataType type, Observed observed, MarketPhase phase) {
        return RefreshPolicy.GUIDE.decide(type, observed, moment(phase), NEXT_OPEN);
    }

    private static MarketMoment moment(MarketPhase phase) {
        return new MarketMoment(MONDAY_TEN, phase, phase == MarketPhase.OPEN ? CLOSE : NEXT_OPEN);
    }
}
