package io.tradecache.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.market.Closes;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.rules.FreshnessRule;
import io.tradecache.testkit.PriceFeedContract;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedPriceFeedTest implements PriceFeedContract {

    private static final long SEED = 7;
    private static final Instant NOW = Instant.parse("2026-03-09T15:30:12.345678Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-09");
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol TSLA = new Symbol("TSLA");

    @Override
    public PriceFeed feed() {
        return at(NOW);
    }

    @Override
    public Set<Symbol> known() {
        return at(NOW).symbols();
    }

    @Test
    void twoNodesWithOneSeedAgreeOnEveryPrice() {
        SimulatedPriceFeed one = at(NOW);
        SimulatedPriceFeed other = at(NOW);

        assertThat(one.fetch(one.symbols())).isEqualTo(other.fetch(other.symbols()));
    }

    @Test
    void anotherSeedGivesAnotherCourse() {
        Quote one = quote(AAPL, NOW);
        Quote other = new SimulatedPriceFeed(SEED + 1, Clock.fixed(NOW, ZoneOffset.UTC))
                .fetch(Set.of(AAPL))
                .get(AAPL);

        assertThat(one.price()).isNotEqualTo(other.price());
    }

    @Test
    void aQuoteIsStatedAtTheSecondItIsFetchedAndSoIsLive() {
        Quote quote = quote(AAPL, NOW);

        assertThat(quote.asOf()).isEqualTo("2026-03-09T15:30:12Z");
        assertThat(quote.receivedAt()).isEqualTo(NOW);
        assertThat(quote.source()).isEqualTo("simulated");
        assertThat(quote.companyName()).isEqualTo("Apple Inc.");
        assertThat(FreshnessRule.DEFAULT
                        .judge(quote, new MarketMoment(NOW, MarketPhase.OPEN, null), Closes.UNKNOWN)
                        .freshness())
                .isEqualTo(Freshness.LIVE);
    }

    @Test
    void anUnknownSymbolHasNoBars() {
        assertThat(at(NOW).bars(UNKNOWN, TODAY.minusDays(3), TODAY)).isEmpty();
    }

    @Test
    void thePreviousCloseStaysTheSameAllDayAndIsTheLastPriceOfTheDayBefore() {
        Quote morning = quote(AAPL, Instant.parse("2026-03-09T00:00:00Z"));
        Quote evening = quote(AAPL, Instant.parse("2026-03-09T23:59:59Z"));
        Quote nextDay = quote(AAPL, Instant.parse("2026-03-10T00:00:00Z"));

        assertThat(morning.previousClose()).isEqualTo(evening.previousClose());
        assertThat(nextDay.previousClose()).isEqualByComparingTo(evening.price());
    }

    @Test
    void volumeGrowsOverTheDayAndBeginsAnewAtMidnight() {
        long previous = 0;
        for (int hour = 0; hour < 24; hour++) {
            long volume = quote(AAPL, Instant.parse("2026-03-09T00:30:00Z").plus(Duration.ofHours(hour)))
                    .volume();
            assertThat(volume).isGreaterThan(previous);
            previous = volume;
        }

        assertThat(quote(AAPL, Instant.parse("2026-03-10T00:00:01Z")).volume()).isLessThan(previous / 1000);
    }

    @Test
    void overAYearNoPriceJumpsByATenthInAMinuteOrLeavesItsPlausibleRange() {
        Listing tesla = Listing.ALL.get(TSLA);
        for (Instant at = NOW.minus(Duration.ofDays(365)); at.isBefore(NOW); at = at.plus(Duration.ofMinutes(10))) {
            double price = quote(TSLA, at).price().doubleValue();
            double minuteLater = quote(TSLA, at.plusSeconds(60)).price().doubleValue();

            assertThat(price).isBetween(tesla.basePrice() / 20, tesla.basePrice() * 20);
            assertThat(minuteLater / price).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void everyListingMovesAboutAsMuchADayAsItSays() {
        for (Listing listing : Listing.ALL.values()) {
            List<DailyBar> bars = at(NOW).bars(listing.symbol(), TODAY.minusYears(1), TODAY);
            double squares = 0;
            for (int i = 1; i < bars.size(); i++) {
                double move = Math.log(bars.get(i).close().doubleValue()
                        / bars.get(i - 1).close().doubleValue());
                squares += move * move;
            }
            double daily = Math.sqrt(squares / (bars.size() - 1));

            assertThat(daily)
                    .as(listing.symbol().value())
                    .isBetween(listing.dailyVolatility() / 3, listing.dailyVolatility() * 3);
        }
    }

    @Test
    void aPriceMovesWithinAMinute() {
        long distinct = IntStream.range(0, 60)
                .mapToObj(second -> quote(TSLA, NOW.plusSeconds(second)).price())
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(5);
    }

    @Test
    void barsAreTheQuotesSeenFromAfar() {
        List<DailyBar> bars = at(NOW).bars(AAPL, TODAY.minusDays(2), TODAY.plusDays(5));

        assertThat(bars).extracting(DailyBar::date).containsExactly(TODAY.minusDays(2), TODAY.minusDays(1), TODAY);
        assertThat(bars).extracting(DailyBar::complete).containsExactly(true, true, false);
        assertThat(bars.get(1).close()).isEqualByComparingTo(quote(AAPL, NOW).previousClose());
        assertThat(bars.get(2).close()).isEqualByComparingTo(quote(AAPL, NOW).price());
        assertThat(bars.get(2).volume()).isEqualTo(quote(AAPL, NOW).volume());
        assertThat(bars).allSatisfy(bar -> assertThat(bar.low()).isGreaterThan(BigDecimal.ZERO));
    }

    private static SimulatedPriceFeed at(Instant now) {
        return new SimulatedPriceFeed(SEED, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Quote quote(Symbol symbol, Instant now) {
        return at(now).fetch(Set.of(symbol)).get(symbol);
    }
}
