package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.model.price.DataType.INDICATORS;
import static io.tradecache.core.model.price.DataType.PRICE_CURRENT;
import static io.tradecache.core.model.price.DataType.PRICE_INTRADAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.RefreshDecision;
import io.tradecache.core.rules.RefreshPolicy.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policy does where an interval would reach over a change of the market's phase. */
class RefreshAroundTheBellsTest {

    private static final Instant OPEN = Instant.parse("2026-11-23T14:30:00Z");
    private static final Instant CLOSE = Instant.parse("2026-11-23T21:00:00Z");
    private static final Instant SATURDAY = Instant.parse("2026-11-21T01:00:00Z");
    private static final Instant PRE_MARKET = Instant.parse("2026-11-23T09:00:00Z");
    private static final Observed CALM = new Observed(AAPL, Double.NaN, false);

    @Test
    void aPriceFetchedASecondBeforeTheOpeningIsFetchedAgainRightAfterIt() {
        Instant due = decide(PRICE_CURRENT, CALM, OPEN.minusSeconds(1), MarketPhase.PRE_MARKET, OPEN)
                .nextRefreshAt();

        assertThat(due).isBetween(OPEN, OPEN.plusSeconds(3));
    }

    @Test
    void noTwoSymbolsOfManyAreFetchedInTheSameMomentAfterTheOpening() {
        List<Instant> due = IntStream.range(0, 1_000)
                .mapToObj(i -> new Observed(new Symbol("S" + i), Double.NaN, false))
                .map(each -> decide(PRICE_CURRENT, each, OPEN.minusSeconds(1), MarketPhase.PRE_MARKET, OPEN)
                        .nextRefreshAt())
                .toList();

        assertThat(due).allMatch(at -> !at.isBefore(OPEN) && at.isBefore(OPEN.plusSeconds(3)));
        assertThat(due.stream().distinct()).hasSizeGreaterThan(990);
        for (int part = 0; part < 10; part++) {
            Instant from = OPEN.plusMillis(300L * part);
            assertThat(due.stream().filter(at -> !at.isBefore(from) && at.isBefore(from.plusMillis(300))))
                    .hasSizeBetween(50, 150);
        }
    }

    @Test
    void aSymbolIsPutOffByTheSameTimeAtEveryOpening() {
        Instant nextDay = OPEN.plus(Duration.ofDays(1));

        Duration one = Duration.between(
                OPEN,
                decide(PRICE_CURRENT, CALM, OPEN.minusSeconds(9), MarketPhase.PRE_MARKET, OPEN)
                        .nextRefreshAt());
        Duration other = Duration.between(
                nextDay,
                decide(PRICE_CURRENT, CALM, nextDay.minusSeconds(1), MarketPhase.PRE_MARKET, nextDay)
                        .nextRefreshAt());

        assertThat(one).isEqualTo(other);
    }

    @Test
    void aSymbolThatIsFetchedMoreOftenIsPutOffLess() {
        Observed excited = new Observed(AAPL, 0.9, true);

        assertThat(decide(PRICE_CURRENT, excited, OPEN.minusSeconds(1), MarketPhase.PRE_MARKET, OPEN)
                        .nextRefreshAt())
                .isBetween(OPEN, OPEN.plusMillis(375));
    }

    @Test
    void indicatorsNeverSleepThroughAnOpening() {
        RefreshDecision beforeTheWeekend = decide(INDICATORS, CALM, SATURDAY, MarketPhase.CLOSED, PRE_MARKET);
        RefreshDecision onSunday =
                decide(INDICATORS, CALM, PRE_MARKET.minusSeconds(3_600), MarketPhase.CLOSED, PRE_MARKET);
        RefreshDecision inPreMarket = decide(INDICATORS, CALM, PRE_MARKET, MarketPhase.PRE_MARKET, OPEN);

        assertThat(beforeTheWeekend.nextRefreshAt()).isEqualTo(SATURDAY.plus(Duration.ofHours(10)));
        assertThat(onSunday.nextRefreshAt()).isEqualTo(PRE_MARKET);
        assertThat(inPreMarket.nextRefreshAt()).isBetween(OPEN, OPEN.plus(Duration.ofMinutes(6)));
    }

    @Test
    void noSleepReachesOverAnOpeningThatComesWithoutPreMarket() {
        assertThat(decide(INDICATORS, CALM, OPEN.minusSeconds(60), MarketPhase.CLOSED, OPEN)
                        .nextRefreshAt())
                .isBetween(OPEN, OPEN.plus(Duration.ofMinutes(6)));
    }

    @ParameterizedTest
    @CsvSource({
        "PRICE_INTRADAY, 2026-11-23T20:59:00Z, 2026-11-23T21:00:05Z",
        "PRICE_CURRENT, 2026-11-23T20:59:30Z, 2026-11-23T21:00:05Z",
        "PRICE_CURRENT, 2026-11-23T20:59:32Z, 2026-11-23T21:00:05Z",
        "PRICE_CURRENT, 2026-11-23T20:59:29.999Z, 2026-11-23T20:59:59.999Z"
    })
    void theLastFetchOfASessionWaitsForItsLastPrices(DataType type, Instant now, Instant expected) {
        assertThat(decide(type, CALM, now, MarketPhase.OPEN, CLOSE).nextRefreshAt())
                .isEqualTo(expected);
    }

    @Test
    void anIntervalThatEndsBeforeTheChangeIsLeftAsItIs() {
        Instant now = OPEN.minus(Duration.ofHours(5));

        RefreshDecision decision = decide(PRICE_INTRADAY, CALM, now, MarketPhase.PRE_MARKET, OPEN);

        assertThat(decision.nextRefreshAt()).isEqualTo(now.plus(Duration.ofMinutes(150)));
        assertThat(decision.factors()).hasSize(3);
    }

    @Test
    void theIntervalStaysWhatTheFactorsMakeItAndTheReasonIsTold() {
        RefreshDecision decision = decide(PRICE_CURRENT, CALM, OPEN.minusSeconds(1), MarketPhase.PRE_MARKET, OPEN);

        assertThat(decision.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(decision.factors().get(3)).satisfies(factor -> {
            assertThat(factor.name()).isEqualTo("session_open");
            assertThat(factor.applied()).isTrue();
            assertThat(factor.why()).contains(OPEN.toString());
        });
    }

    private static RefreshDecision decide(
            DataType type, Observed observed, Instant now, MarketPhase phase, Instant nextChange) {
        return RefreshPolicy.GUIDE.decide(
                type, observed, new MarketMoment(now, phase, nextChange), nextOpen(phase, nextChange));
    }

    private static Instant nextOpen(MarketPhase phase, Instant nextChange) {
        if (phase == MarketPhase.OPEN) {
            return OPEN.plus(Duration.ofDays(1));
        }
        return nextChange.equals(PRE_MARKET) ? OPEN : nextChange;
    }
}
