package io.tradecache.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.PriceFeedContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayPriceFeedTest implements PriceFeedContract {

    private static final String HEADER = "time,symbol,price,volume";
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");
    private static final Duration DAY = Duration.ofDays(1);

    private final ManualClock clock = ManualClock.at("2026-06-01T10:00:00Z");
    private final ManualTimers timers = new ManualTimers();
    private final Heard heard = new Heard();

    @TempDir
    private Path directory;

    @Override
    public PriceFeed feed() {
        ReplayPriceFeed feed = feed(1, "2026-03-09T14:30:00Z,AAPL,170.5,100", "2026-03-09T14:30:01Z,MSFT,420,");
        opened(feed);
        timers.advance(DAY);
        return feed;
    }

    @Override
    public Set<Symbol> known() {
        return Set.of(AAPL, MSFT);
    }

    @Test
    void pricesComeAtTheRecordedPace() {
        PriceFeed.Stream stream = opened(feed(
                1,
                "2026-03-09T14:30:00Z,AAPL,170,100",
                "2026-03-09T14:30:10Z,AAPL,171,",
                "2026-03-09T14:30:15Z,AAPL,172,"));

        timers.advance(Duration.ofSeconds(9));
        assertThat(heard.prices()).containsExactly("AAPL 170");
        timers.advance(Duration.ofSeconds(1));
        assertThat(heard.prices()).containsExactly("AAPL 170", "AAPL 171");
        timers.advance(Duration.ofMillis(4_999));
        assertThat(heard.prices()).hasSize(2);
        assertThat(stream.covered()).containsExactly(AAPL);
        timers.advance(Duration.ofMillis(1));

        assertThat(heard.prices()).hasSize(3);
        assertThat(heard.changes()).containsExactly("up: the replay has begun", "down: the replay has ended");
        assertThat(stream.covered()).isEmpty();
    }

    @Test
    void aQuoteIsAsOfTheRecordedTimeAndReceivedNow() {
        opened(feed(1, "2026-03-09T14:30:00.123456Z,AAPL,170,100"));
        timers.advance(Duration.ZERO);

        Quote quote = heard.quotes().get(0);

        assertThat(quote.asOf()).isEqualTo("2026-03-09T14:30:00.123456Z").isEqualTo(quote.tradedAt());
        assertThat(quote.receivedAt()).isEqualTo(clock.instant());
        assertThat(quote.volume()).isEqualTo(100);
        assertThat(quote.previousClose()).isNull();
        assertThat(quote.source()).isEqualTo("replay");
    }

    @Test
    void aHundredfoldSpeedTakesAHundredthOfTheTime() {
        opened(feed(100, "2026-03-09T14:30:00Z,AAPL,170,", "2026-03-09T14:31:40Z,AAPL,171,"));

        timers.advance(Duration.ofMillis(999));
        assertThat(heard.prices()).hasSize(1);
        timers.advance(Duration.ofMillis(1));

        assertThat(heard.prices()).hasSize(2);
    }

    @Test
    void asFastAsPossibleTakesNoTime() {
        opened(feed(
                ReplayPriceFeed.AS_FAST_AS_POSSIBLE,
                "2026-03-09T14:30:00Z,AAPL,170,",
                "2026-03-10T14:30:00Z,AAPL,171,"));

        timers.advance(Duration.ZERO);

        assertThat(heard.prices()).hasSize(2);
    }

    @Test
    void aFetchGivesTheNewestPriceThatWasReplayed() {
        ReplayPriceFeed feed = feed(
                1,
                "2026-03-09T14:30:00Z,AAPL,170,",
                "2026-03-09T14:30:10Z,AAPL,171,",
                "2026-03-09T14:30:05Z,AAPL,169,",
                "2026-03-09T14:40:00Z,AAPL,175,");
        assertThat(feed.fetch(Set.of(AAPL))).isEmpty();
        opened(feed);

        timers.advance(Duration.ofSeconds(20));

        assertThat(feed.fetch(Set.of(AAPL, MSFT))).containsOnlyKeys(AAPL);
        assertThat(feed.fetch(Set.of(AAPL)).get(AAPL).price()).isEqualByComparingTo("171");
        assertThat(heard.prices()).containsExactly("AAPL 170", "AAPL 171", "AAPL 169");
    }

    @Test
    void onlyWantedSymbolsAreTold() {
        PriceFeed.Stream stream = opened(feed(1, "2026-03-09T14:30:00Z,AAPL,170,", "2026-03-09T14:30:00Z,MSFT,420,"));

        stream.want(Set.of(MSFT, new Symbol("TSLA")));
        timers.advance(Duration.ZERO);

        assertThat(heard.prices()).containsExactly("MSFT 420");
    }

    @Test
    void aClosedReplayTellsNothingMore() {
        PriceFeed.Stream stream = opened(feed(1, "2026-03-09T14:30:00Z,AAPL,170,", "2026-03-09T14:30:10Z,AAPL,171,"));
        timers.advance(Duration.ofSeconds(1));

        stream.close();
        timers.advance(DAY);

        assertThat(heard.prices()).hasSize(1);
        assertThat(heard.changes()).hasSize(1);
        assertThat(timers.isClosed()).isTrue();
        assertThat(stream.covered()).isEmpty();
    }

    @Test
    void aListenerThatFailsHearsTheNextPrice() {
        ReplayPriceFeed feed = feed(1, "2026-03-09T14:30:00Z,AAPL,170,", "2026-03-09T14:30:10Z,AAPL,171,");
        feed.open(quote -> {
                    heard.stated(quote);
                    throw new IllegalStateException("no luck");
                })
                .orElseThrow()
                .want(Set.of(AAPL));

        timers.advance(DAY);

        assertThat(heard.prices()).hasSize(2);
    }

    @Test
    void aRecordedDayIsToldInTheOrderOfItsFile() {
        List<String> day = recordedDay();
        Set<Symbol> all =
                IntStream.range(0, 50).mapToObj(i -> new Symbol("S" + i)).collect(Collectors.toSet());
        ReplayPriceFeed feed = feed(100, day.toArray(String[]::new));
        feed.open(heard).orElseThrow().want(all);

        timers.advance(Duration.ofHours(6).plusMinutes(30).dividedBy(100));

        assertThat(heard.quotes())
                .extracting(quote -> quote.asOf() + "," + quote.symbol() + ","
                        + quote.price().toPlainString() + "," + quote.volume())
                .containsExactlyElementsOf(day);
        assertThat(heard.changes()).last().isEqualTo("down: the replay has ended");
        assertThat(feed.fetch(all))
                .hasSize(50)
                .allSatisfy((symbol, quote) -> assertThat(quote.asOf())
                        .isEqualTo(heard.quotes().stream()
                                .filter(told -> told.symbol().equals(symbol))
                                .map(Quote::asOf)
                                .max(Instant::compareTo)
                                .orElseThrow()));
    }

    @Test
    void aFileIsReplayedInRealTimeToo() throws IOException {
        Path file = file(HEADER + "\n2026-03-09T14:30:00Z,AAPL,170,\n2026-03-09T14:30:10Z,AAPL,171,5\n");
        ReplayPriceFeed feed = new ReplayPriceFeed(file, 20, clock);

        try (PriceFeed.Stream stream = feed.open(heard).orElseThrow()) {
            stream.want(Set.of(AAPL));
            Heard.until(() -> heard.isToldOf("the replay has ended"));
        }

        assertThat(heard.prices()).endsWith("AAPL 171");
        assertThat(feed.fetch(Set.of(AAPL)).get(AAPL).volume()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,symbol,price|line 1: expected the header time,symbol,price,volume",
                "''|line 1: expected the header time,symbol,price,volume",
                "time,symbol,price,volume|line 1: expected at least one price behind the header",
                "time,symbol,price,volume;2026-03-09T14:30:00Z,AAPL,170|line 2: expected the four values",
                "time,symbol,price,volume;2026-03-09T14:30:00Z,AAPL,170,1,2|line 2: expected the four values",
                "time,symbol,price,volume;9 March,AAPL,170,|line 2: expected a time such as 2026-03-09T14:30:00Z, found '9 March'",
                "time,symbol,price,volume;2026-03-09T14:30:00Z,A PL,170,|line 2: expected a symbol, found 'A PL'",
                "time,symbol,price,volume;2026-03-09T14:30:00Z,AAPL,0,|line 2: expected a price above zero, found '0'",
                "time,symbol,price,volume;2026-03-09T14:30:00Z,AAPL,170.1x,|line 2: expected a price above zero, found '170.1x'",
                "time,symbol,price,volume;2026-03-09T14:30:00Z,AAPL,1,-3|line 2: expected a volume of zero or above, or none, found '-3'",
                "time,symbol,price,volume;2026-03-09T14:30:00Z,AAPL,1,;;2026-03-09T14:30:00Z,AAPL,1,|line 3: expected the four values",
            })
    void whatIsWrongWithAFileIsToldWithItsLine(String content, String message) throws IOException {
        Path file = file(content.replace(';', '\n'));

        assertThatThrownBy(() -> new ReplayPriceFeed(file, 1, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new ReplayPriceFeed(directory.resolve("none.csv"), 1, clock))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.csv");
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0", "-1", "NaN"})
    void noReplayIsSlowerThanItsRecording(double speed) {
        assertThatThrownBy(() -> feed(speed, "2026-03-09T14:30:00Z,AAPL,170,"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 1 or above");
    }

    private PriceFeed.Stream opened(ReplayPriceFeed feed) {
        PriceFeed.Stream stream = feed.open(heard).orElseThrow();
        stream.want(Set.of(AAPL, MSFT));
        return stream;
    }

    private ReplayPriceFeed feed(double speed, String... rows) {
        Recording recording = Recording.read(file(HEADER + "\n" + String.join("\n", rows) + "\n"));
        return new ReplayPriceFeed(recording, speed, clock, () -> timers);
    }

    private Path file(String content) {
        try {
            return Files.writeString(directory.resolve("day.csv"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A day of 10,000 trades of 50 symbols, each hundredth of which comes later than others that happened after it. */
    private static List<String> recordedDay() {
        Random random = new Random(20_260_309);
        Instant opening = Instant.parse("2026-03-09T13:30:00Z");
        List<String> rows = IntStream.range(0, 10_000)
                .mapToObj(i -> opening.plusMillis(2_340L * i + random.nextInt(2_000)) + ",S" + random.nextInt(50) + ","
                        + BigDecimal.valueOf(10_000 + random.nextInt(1_000), 2)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "," + random.nextInt(1_000_000))
                .collect(Collectors.toList());
        for (int i = 0; i < 100; i++) {
            int from = i * 100 + random.nextInt(50);
            Collections.rotate(rows.subList(from, from + 2 + random.nextInt(40)), -1);
        }
        return rows;
    }
}
