package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Floor.AAPL;
import static io.tradecache.testkit.service.Floor.MSFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.rules.calendar.NyseCalendar;
import io.tradecache.testkit.service.Floor.Trader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole days at the floor: when the provider is asked, and what readers see. */
class PriceRefresherTest {

    private static final NyseCalendar NYSE = new NyseCalendar(2030);

    /** A Monday in summer time, from midnight to midnight in New York. */
    private static final String MONDAY = "2026-03-09T04:00:00Z";

    private static final String TUESDAY = "2026-03-10T04:00:00Z";

    @Test
    void overAWholeDayTheFeedIsAskedWhenThePolicySaysSoAndAtNoOtherTime() {
        Floor floor = new Floor(MONDAY, NYSE);
        floor.trader(AAPL);

        floor.run(TUESDAY);

        assertThat(floor.feed.calls).containsExactlyElementsOf(monday());
    }

    @Test
    void twoNodesAskTheFeedAsOftenAsOne() {
        Floor floor = new Floor(MONDAY, NYSE);
        floor.trader(AAPL);
        floor.trader(AAPL);

        floor.run(TUESDAY);

        assertThat(floor.feed.calls).containsExactlyElementsOf(monday());
        assertThat(floor.traders).allSatisfy(trader -> assertThat(trader.heard).hasSameSizeAs(monday()));
    }

    @Test
    void overAWeekendOnWhichTheClocksChangeTheFeedIsLeftAlone() {
        Floor floor = new Floor("2026-03-07T00:50:00Z", NYSE);
        floor.trader(AAPL);

        floor.run("2026-03-09T13:30:00Z");

        List<Instant> expected = new ArrayList<>(List.of(
                Instant.parse("2026-03-07T00:50:00Z"),
                Instant.parse("2026-03-07T00:55:00Z"),
                Instant.parse("2026-03-07T01:00:00Z")));
        expected.addAll(every(300, "2026-03-09T08:00:00Z", "2026-03-09T13:30:00Z"));
        assertThat(floor.feed.calls).containsExactlyElementsOf(expected);
    }

    @Test
    void aVolatileSymbolAndOneWithEarningsAreFetchedInTheirOwnRhythm() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        floor.volatilities.put(AAPL, 0.31);
        floor.reporting.add(AAPL);
        floor.trader(AAPL, MSFT);

        floor.run("2026-03-09T15:00:30Z");

        assertThat(floor.feed.asked).first().isEqualTo(Set.of(AAPL, MSFT));
        assertThat(floor.feed.calls)
                .containsExactlyElementsOf(IntStream.range(0, 8)
                        .mapToObj(i -> Instant.parse("2026-03-09T15:00:00Z").plusMillis(3_750L * i))
                        .toList());
    }

    @Test
    void allSymbolsThatAreDueAreAskedForInOneCall() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        floor.trader(AAPL, MSFT);

        floor.run("2026-03-09T15:01:00Z");

        assertThat(floor.feed.asked).containsExactly(Set.of(AAPL, MSFT), Set.of(AAPL, MSFT));
    }

    @Test
    void anotherNodeTakesOverWithinThreeSecondsOfTheLeadersDeath() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader leader = floor.trader(AAPL);
        Trader other = floor.trader(AAPL);
        floor.run("2026-03-09T15:00:29Z");
        leader.alive = false;

        floor.run("2026-03-09T15:01:10Z");

        assertThat(floor.feed.calls).hasSize(3);
        assertThat(floor.feed.calls.get(1))
                .isBetween(Instant.parse("2026-03-09T15:00:30Z"), Instant.parse("2026-03-09T15:00:32Z"));
        assertThat(floor.feed.openStreams).as("that of the dead one, and one").isEqualTo(2);
        assertThat(other.heard).extracting(PriceTick::epoch).containsExactly(1L, 2L, 2L);
    }

    @Test
    void aLeaderThatStepsDownClosesItsStreamBeforeAnotherOneOpens() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader leader = floor.trader(AAPL);
        floor.trader(AAPL);
        floor.run("2026-03-09T15:00:10Z");

        leader.refresher().close();
        leader.alive = false;
        assertThat(floor.feed.openStreams).isZero();
        floor.run("2026-03-09T15:00:12Z");

        assertThat(floor.feed.openStreams).isEqualTo(1);
        assertThat(floor.feed.calls).as("the price is fresh enough").hasSize(1);
    }

    @Test
    void anOlderPriceIsNeverServedAfterANewerOneThoughTheNextLeadersSourceLagsBehind() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader leader = floor.trader(AAPL);
        Trader other = floor.trader(AAPL);
        floor.feed.prices.put(AAPL, new BigDecimal("101"));
        floor.run("2026-03-09T15:00:10Z");
        leader.alive = false;
        floor.feed.prices.put(AAPL, new BigDecimal("99"));
        floor.feed.statedAt = Instant.parse("2026-03-09T14:59:00Z");

        floor.run("2026-03-09T15:02:00Z");

        assertThat(other.quote(AAPL).value().quote().price()).isEqualByComparingTo("101");
        assertThat(other.heard).extracting(tick -> tick.quote().price()).containsExactly(new BigDecimal("101"));
        assertThat(floor.telemetry.count("priceRefused older")).isPositive();
    }

    @Test
    void whileTheFeedIsDownPricesAgeInSightOfAllAndThenRecoverByThemselves() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader trader = floor.trader(AAPL);
        floor.run("2026-03-09T15:00:01Z");
        List<Freshness> seen = new ArrayList<>();
        floor.feed.broken = true;
        for (int second : List.of(5, 30, 300, 600)) {
            floor.run(Instant.parse("2026-03-09T15:00:00Z").plusSeconds(second).toString());
            Cached<LiveQuote> quote = trader.quote(AAPL);
            seen.add(quote.value().freshness());
            assertThat(quote.value().age()).isEqualTo(Duration.ofSeconds(second));
        }
        assertThat(seen).containsExactly(Freshness.LIVE, Freshness.FRESH, Freshness.STALE, Freshness.OUTDATED);
        assertThat(trader.tradecache.refreshing().status().healthy()).isFalse();
        assertThat(trader.heard).as("nothing says updated").hasSize(1);

        floor.feed.broken = false;
        floor.run("2026-03-09T15:10:31Z");

        assertThat(trader.heard).hasSizeGreaterThan(1);
        assertThat(trader.tradecache.refreshing().status().healthy()).isTrue();
        assertThat(trader.quote(AAPL).value().freshness()).isLessThanOrEqualTo(Freshness.FRESH);
    }

    @Test
    void aFailingFeedIsAskedLessAndLess() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        floor.feed.broken = true;
        floor.trader(AAPL);

        floor.run("2026-03-09T15:10:00Z");

        assertThat(floor.feed.calls.size()).isBetween(20, 50);
    }

    @Test
    void aFeedWhoseCallsAreUsedUpIsNoFailingOneAndIsAskedWhenThereIsRoomAgain() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader trader = floor.trader(AAPL);
        floor.run("2026-03-09T15:00:01Z");
        floor.feed.calls.clear();
        floor.feed.usedUpUntil = Instant.parse("2026-03-09T15:05:00Z");

        floor.run("2026-03-09T15:04:59Z");
        assertThat(floor.feed.calls).containsExactly(Instant.parse("2026-03-09T15:00:30Z"));
        assertThat(trader.tradecache.refreshing().status()).isEqualTo(new FeedStatus(floor.feed.name(), true, 0, ""));

        floor.run("2026-03-09T15:05:01Z");
        assertThat(floor.feed.calls).last().isEqualTo(Instant.parse("2026-03-09T15:05:00Z"));
        assertThat(trader.quote(AAPL).value().freshness()).isEqualTo(Freshness.LIVE);
    }

    @Test
    void aFailingFeedThatHasUsedUpItsCallsFailsOn() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader trader = floor.trader(AAPL);
        floor.run("2026-03-09T15:00:01Z");
        floor.feed.broken = true;
        floor.run("2026-03-09T15:00:31Z");
        int failures = trader.tradecache.refreshing().status().failures();
        assertThat(failures).isBetween(1, 2);
        floor.feed.broken = false;
        floor.feed.usedUpUntil = Instant.parse("2026-03-09T15:05:00Z");

        floor.run("2026-03-09T15:00:40Z");

        assertThat(trader.tradecache.refreshing().status().failures()).isEqualTo(failures + 1);
    }

    @Test
    void aPriceThatJumpsIsNotBelievedUntilItIsSaidThreeTimes() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader trader = floor.trader(AAPL);
        floor.run("2026-03-09T15:00:01Z");
        floor.feed.prices.put(AAPL, new BigDecimal("10"));

        floor.run("2026-03-09T15:00:31Z");
        assertThat(trader.quote(AAPL).value().quote().price()).isEqualByComparingTo("100");
        assertThat(trader.quote(AAPL).value().age()).isEqualTo(Duration.ofSeconds(31));
        assertThat(floor.telemetry.count("priceRefused quarantined")).isPositive();
        assertThat(trader.heard).hasSize(1);

        floor.run("2026-03-09T15:01:31Z");
        assertThat(trader.quote(AAPL).value().quote().price()).isEqualByComparingTo("10");
    }

    @Test
    void whatTheStreamCoversIsNotFetchedAgain() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        floor.trader(AAPL, MSFT);
        floor.run("2026-03-09T15:00:01Z");
        floor.feed.covered = Set.of(AAPL);

        floor.run("2026-03-09T15:01:00Z");

        assertThat(floor.feed.asked).containsExactly(Set.of(AAPL, MSFT), Set.of(MSFT));
    }

    @Test
    void aSymbolOfWhichTheStreamSaysNothingIsFetchedNowAndThen() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        floor.feed.covered = Set.of(AAPL);
        floor.trader(AAPL);

        floor.run("2026-03-09T15:12:00Z");

        assertThat(floor.feed.calls)
                .containsExactlyElementsOf(every(300, "2026-03-09T15:00:00Z", "2026-03-09T15:12:00Z"));
    }

    @Test
    void theBarOfADayIsMadeOfThePricesOfItsSession() {
        Floor floor = new Floor("2026-03-09T13:00:00Z", NYSE);
        Trader trader = floor.trader(AAPL);
        floor.feed.prices.put(AAPL, new BigDecimal("90"));
        floor.run("2026-03-09T13:30:00Z");
        floor.feed.prices.put(AAPL, new BigDecimal("100"));
        floor.run("2026-03-09T15:00:00Z");
        floor.feed.prices.put(AAPL, new BigDecimal("120"));
        floor.run("2026-03-09T16:00:00Z");
        floor.feed.prices.put(AAPL, new BigDecimal("95"));
        floor.run("2026-03-09T17:00:00Z");
        assertThat(bars(floor))
                .singleElement()
                .satisfies(bar -> assertThat(bar.complete()).isFalse());
        floor.feed.prices.put(AAPL, new BigDecimal("105"));
        trader.alive = false;
        floor.trader(AAPL);
        floor.run("2026-03-09T20:00:20Z");
        floor.feed.prices.put(AAPL, new BigDecimal("150"));
        floor.run(TUESDAY);

        assertThat(bars(floor))
                .containsExactly(new DailyBar(
                        AAPL,
                        LocalDate.of(2026, 3, 9),
                        new BigDecimal("100"),
                        new BigDecimal("120"),
                        new BigDecimal("95"),
                        new BigDecimal("105"),
                        0,
                        true));
    }

    @Test
    void aBarThatDoesNotReachFromTheOpenToTheCloseStaysIncomplete() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        floor.trader(AAPL);

        floor.run(TUESDAY);

        assertThat(bars(floor))
                .singleElement()
                .satisfies(bar -> assertThat(bar.complete()).isFalse());
    }

    @Test
    void aPriceOfATimeThatHasNotComeHidesNoOther() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader trader = floor.trader(AAPL);
        floor.feed.statedAt = Instant.parse("2026-03-09T16:00:00Z");
        floor.feed.prices.put(AAPL, new BigDecimal("42"));
        floor.run("2026-03-09T15:00:10Z");
        floor.feed.statedAt = Instant.MAX;
        floor.feed.prices.put(AAPL, new BigDecimal("43"));

        floor.run("2026-03-09T15:00:31Z");

        assertThat(floor.telemetry.count("priceRefused ahead")).isPositive();
        assertThat(trader.quote(AAPL).value().quote().price()).isEqualByComparingTo("43");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999999Z", "0433-09-08T14:27:02Z", "-999999999-01-01T00:00:00Z"})
    void aPriceOfATimeBeforeAllPricesIsNone(Instant asOf) {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader trader = floor.trader(AAPL);
        floor.feed.statedAt = asOf;
        floor.feed.prices.put(AAPL, new BigDecimal("42"));
        floor.run("2026-03-09T15:00:10Z");
        floor.feed.statedAt = Instant.MAX;
        floor.feed.prices.put(AAPL, new BigDecimal("43"));

        floor.run("2026-03-09T15:00:31Z");

        assertThat(floor.telemetry.count("priceRefused ancient")).isPositive();
        assertThat(trader.quote(AAPL).value().quote().price()).isEqualByComparingTo("43");
    }

    @Test
    void aDayThatIsOpenedAfterAllIsFollowedAtOnce() {
        NyseCalendar calendar = new NyseCalendar(2030);
        calendar.override(List.of(MarketOverride.closed(LocalDate.of(2026, 3, 9), "By mistake")));
        Floor floor = new Floor("2026-03-09T08:00:00Z", calendar);
        floor.trader(AAPL);
        floor.run("2026-03-09T15:00:00Z");
        assertThat(floor.feed.calls).hasSize(1);

        calendar.override(List.of());
        floor.run("2026-03-09T15:01:00Z");

        assertThat(floor.feed.calls.size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whileAFetchTakesLongTheRoleIsRenewedOrTheStreamClosed() {
        Floor floor = new Floor("2026-03-09T15:00:00Z", NYSE);
        Trader leader = floor.trader(AAPL);
        Trader other = floor.trader(AAPL);
        floor.run("2026-03-09T15:00:01Z");

        for (int i = 0; i < 20; i++) {
            floor.clock.advance(Duration.ofMillis(250));
            leader.refresher().renew();
            other.step();
        }
        assertThat(floor.feed.openStreams).isEqualTo(1);
        assertThat(other.heard).extracting(PriceTick::epoch).containsOnly(1L);

        floor.clock.advance(Duration.ofSeconds(3));
        other.step();
        leader.refresher().renew();
        assertThat(floor.feed.openStreams).as("that of the new leader").isEqualTo(1);
    }

    @Test
    void aRecordedDayEndsWithTheNewestPriceOfEverySymbolAndNoneGoesBackwards() {
        Floor floor = new Floor("2026-03-09T14:00:00Z", new AlwaysOpen());
        Symbol[] symbols =
                IntStream.range(0, 50).mapToObj(i -> new Symbol("S" + i)).toArray(Symbol[]::new);
        Trader trader = floor.trader(symbols);
        trader.step();
        floor.feed.covered = new HashSet<>(Set.of(symbols));
        Random random = new Random(7);
        List<Quote> ticks = new ArrayList<>();
        Map<Symbol, Quote> newest = new HashMap<>();
        Instant begin = floor.clock.instant();
        for (int i = 1; i <= 10_000; i++) {
            Symbol symbol = symbols[random.nextInt(symbols.length)];
            BigDecimal price = BigDecimal.valueOf(9_500 + random.nextInt(1_000), 2);
            Quote quote = floor.feed.quote(symbol, price, begin.plusMillis(i * 10L));
            ticks.add(quote);
            newest.put(symbol, quote);
        }
        for (int i = 0; i < 100; i++) {
            int early = random.nextInt(9_000);
            Quote late = ticks.remove(early);
            ticks.add(early + 1 + random.nextInt(900), late);
        }

        for (int i = 0; i < ticks.size(); i++) {
            floor.clock.advance(Duration.ofMillis(10));
            floor.feed.listener.stated(received(ticks.get(i), floor.clock.instant()));
            if (i % 20 == 0) {
                trader.flush();
            }
        }
        trader.flush();

        for (Symbol symbol : symbols) {
            List<PriceTick> heard = trader.heard.stream()
                    .filter(tick -> tick.quote().symbol().equals(symbol))
                    .toList();
            assertThat(heard).extracting(PriceTick::seq).isSorted().doesNotHaveDuplicates();
            assertThat(heard).extracting(tick -> tick.quote().asOf()).isSorted();
            assertThat(heard.get(heard.size() - 1).quote().price())
                    .isEqualTo(newest.get(symbol).price());
            assertThat(trader.quote(symbol).value().quote().price())
                    .isEqualTo(newest.get(symbol).price());
        }
    }

    private static Quote received(Quote quote, Instant at) {
        return new Quote(
                quote.symbol(), null, quote.price(), null, null, quote.asOf(), quote.tradedAt(), at, quote.source());
    }

    private static List<DailyBar> bars(Floor floor) {
        return floor.history()
                .bars(List.of(AAPL), LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1))
                .getOrDefault(AAPL, List.of());
    }

    /** At midnight, every five minutes around the session, every thirty seconds in it, and once when all is over. */
    private static List<Instant> monday() {
        Instant open = Instant.parse("2026-03-09T13:30:00Z");
        Instant first = new Floor("2026-03-09T13:25:00Z", NYSE)
                .trader()
                .tradecache
                .refreshPolicy()
                .decide(AAPL, DataType.PRICE_CURRENT)
                .nextRefreshAt();
        assertThat(first).isBetween(open, open.plusSeconds(3));
        List<Instant> expected = new ArrayList<>(List.of(Instant.parse(MONDAY)));
        expected.addAll(every(300, "2026-03-09T08:00:00Z", "2026-03-09T13:30:00Z"));
        expected.addAll(every(30, first.toString(), "2026-03-09T20:00:00Z"));
        expected.addAll(every(300, "2026-03-09T20:00:05Z", "2026-03-10T00:00:00Z"));
        expected.add(Instant.parse("2026-03-10T00:00:00Z"));
        return expected;
    }

    private static List<Instant> every(int seconds, String from, String to) {
        List<Instant> instants = new ArrayList<>();
        for (Instant at = Instant.parse(from); at.isBefore(Instant.parse(to)); at = at.plusSeconds(seconds)) {
            instants.add(at);
        }
        return instants;
    }
}
