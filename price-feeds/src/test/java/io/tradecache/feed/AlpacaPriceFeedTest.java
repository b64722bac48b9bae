package io.tradecache.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.feed.StubServer.Answer;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.PriceFeedContract;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlpacaPriceFeedTest implements PriceFeedContract {

    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol TSLA = new Symbol("TSLA");
    private static final Symbol BRK_B = new Symbol("BRK.B");

    private final AlpacaStub stub = new AlpacaStub().snapshot("AAPL", """
                    {"latestTrade":{"t":"2026-03-09T14:30:00.123456789Z","x":"V","p":170.02,"s":100,"i":5,"z":"C"},
                     "latestQuote":{"t":"2026-03-09T14:30:07.5Z","ap":170.05,"bp":0},
                     "minuteBar":null,
                     "dailyBar":{"t":"2026-03-09T04:00:00Z","o":169,"h":171,"l":168.5,"c":170.02,"v":1234567},
                     "prevDailyBar":{"c":168.11}, "futureKey":{}}""").snapshot("TSLA", """
                    {"latestTrade":{"t":"2026-03-09T14:29:59Z","p":402.1},"latestQuote":null}""");

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:10Z");
    private final AlpacaPriceFeed feed = new AlpacaPriceFeed(stub.settings(), clock);

    @AfterEach
    void stop() {
        stub.close();
    }

    @Override
    public PriceFeed feed() {
        return feed;
    }

    @Override
    public Set<Symbol> known() {
        return Set.of(AAPL, TSLA);
    }

    @Test
    void aSnapshotIsAsOfTheLastTimeThatAlpacaSpokeOfTheSymbol() {
        Quote quote = feed.fetch(Set.of(AAPL)).get(AAPL);

        assertThat(quote.price()).isEqualByComparingTo("170.02");
        assertThat(quote.previousClose()).isEqualByComparingTo("168.11");
        assertThat(quote.volume()).isEqualTo(1_234_567);
        assertThat(quote.tradedAt()).isEqualTo("2026-03-09T14:30:00.123456789Z");
        assertThat(quote.asOf()).isEqualTo("2026-03-09T14:30:07.500Z");
        assertThat(quote.receivedAt()).isEqualTo(clock.instant());
    }

    @Test
    void whatASnapshotLeavesOutIsUnknown() {
        Quote quote = feed.fetch(Set.of(TSLA)).get(TSLA);

        assertThat(quote.previousClose()).isNull();
        assertThat(quote.volume()).isNull();
        assertThat(quote.asOf()).isEqualTo("2026-03-09T14:29:59Z").isEqualTo(quote.tradedAt());
    }

    @Test
    void symbolsThatAreAbsentNullOrWithoutAPriceAreLeftOut() {
        stub.snapshot("IBM", "null")
                .snapshot("KO", "{\"latestTrade\":null}")
                .snapshot("F", "{\"latestTrade\":{\"t\":\"2026-03-09T14:30:00Z\",\"p\":0}}")
                .snapshot("GM", "{\"latestTrade\":{\"t\":\"yesterday\",\"p\":46}}");

        assertThat(feed.fetch(symbols("AAPL", "IBM", "KO", "F", "GM", "ABSENT")))
                .containsOnlyKeys(AAPL);
    }

    @Test
    void oneCallAsksForAllSymbolsOfTheChosenFeed() {
        feed.fetch(symbols("AAPL", "BRK.B"));

        assertThat(stub.server.asked())
                .extracting(StubServer.Asked::path)
                .containsExactly("/v2/stocks/snapshots?symbols=AAPL,BRK.B&feed=iex");
    }

    @Test
    void aSymbolThatSpoilsTheCallIsFoundAndNotAskedForAgainForAnHour() {
        stub.malformed("BRK.B");
        Set<Symbol> asked = symbols("AAPL", "IBM", "BRK.B", "TSLA");

        assertThat(feed.fetch(asked)).containsOnlyKeys(AAPL, TSLA);
        int callsToFindIt = stub.server.asked().size();
        assertThat(feed.fetch(asked)).containsOnlyKeys(AAPL, TSLA);
        int callsAfterwards = stub.server.asked().size() - callsToFindIt;
        clock.advance(Duration.ofMinutes(61));
        feed.fetch(Set.of(BRK_B));

        assertThat(callsToFindIt).isEqualTo(5);
        assertThat(callsAfterwards).isEqualTo(1);
        assertThat(stub.server.asked()).hasSize(7);
    }

    @Test
    void aWrongKeySaysSoWithoutTellingTheKey() {
        AlpacaSettings right = stub.settings();
        AlpacaPriceFeed wrong = new AlpacaPriceFeed(
                new AlpacaSettings(
                        right.restUrl(),
                        right.streamUrl(),
                        "someone",
                        "else-s-secret",
                        "iex",
                        10,
                        right.timeout(),
                        right.timing()),
                clock);

        assertThatThrownBy(() -> wrong.fetch(known()))
                .isInstanceOf(PortException.Corrupt.class)
                .hasMessageContaining("snapshots of 2 symbols: HTTP 401, forbidden, ***; check the key");
    }

    @Test
    void aFeedThatIsNotInThePlanSaysSo() {
        stub.server.answerNext(
                Answer.json(403, "{\"message\":\"subscription does not permit querying recent SIP data\"}"));

        assertThatThrownBy(() -> feed.fetch(known()))
                .isInstanceOf(PortException.Corrupt.class)
                .hasMessageContaining("HTTP 403, subscription does not permit");
    }

    @Test
    void afterARefusalNoCallIsMadeUntilTheTimeThatAlpacaNamed() {
        stub.server.answerNext(
                Answer.json(429, "{\"message\":\"too many requests.\"}").with("Retry-After", "7"));

        assertThatThrownBy(() -> feed.fetch(known()))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("HTTP 429, too many requests.; come again at 2026-03-09T14:30:17Z");
        clock.advance(Duration.ofSeconds(6));
        assertThatThrownBy(() -> feed.fetch(known()))
                .isExactlyInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("come again at 2026-03-09T14:30:17Z");
        assertThat(stub.server.asked()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(feed.fetch(known())).hasSize(2);
    }

    @Test
    void aRefusalThatNamesNoTimeHoldsUntilTheNextMinute() {
        stub.server.answerNext(Answer.json(429, "{}"));

        assertThatThrownBy(() -> feed.fetch(known())).hasMessageContaining("come again at 2026-03-09T14:31:00Z");
    }

    @Test
    void theLastCallOfTheMinuteSaysWhenToComeAgain() {
        stub.server.answerNext(Answer.json(200, "{}")
                .with("X-RateLimit-Remaining", "0")
                .with(
                        "X-RateLimit-Reset",
                        String.valueOf(clock.instant().plusSeconds(20).getEpochSecond())));

        feed.fetch(known());

        assertThatThrownBy(() -> feed.fetch(known()))
                .isInstanceOf(PortException.UsedUp.class)
                .hasMessageContaining("come again at 2026-03-09T14:30:30Z");
    }

    @Test
    void theBudgetOfAMinuteIsNeverOverdrawn() {
        for (int i = 0; i < 200; i++) {
            feed.fetch(Set.of(AAPL));
        }

        assertThatThrownBy(() -> feed.fetch(Set.of(AAPL)))
                .isInstanceOf(PortException.UsedUp.class)
                .hasMessageContaining("used up; come again at 2026-03-09T14:31:10Z");
        assertThat(stub.server.asked()).hasSize(200);
        clock.advance(Duration.ofMinutes(1));
        assertThat(feed.fetch(Set.of(AAPL))).hasSize(1);
    }

    @Test
    void afterErrorsOfTheServerTheNextFetchWorks() {
        stub.server.answerNext(Answer.json(500, "{\"message\":\"internal error\"}"));
        stub.server.answerNext(Answer.html(503));

        assertThatThrownBy(() -> feed.fetch(known()))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("HTTP 500, internal error");
        assertThatThrownBy(() -> feed.fetch(known())).hasMessageContaining("HTTP 503");
        assertThat(feed.fetch(known())).hasSize(2);
    }

    @Test
    void aServerThatIsBusyIsLeftAloneAsLongAsItSays() {
        stub.server.answerNext(Answer.html(503).with("Retry-After", "30"));

        assertThatThrownBy(() -> feed.fetch(known()))
                .hasMessageContaining("HTTP 503; come again at 2026-03-09T14:30:40Z");
        assertThatThrownBy(() -> feed.fetch(known()))
                .isExactlyInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("come again at 2026-03-09T14:30:40Z");
        assertThat(stub.server.asked()).hasSize(1);
    }

    @Test
    void aPageInsteadOfJsonIsNoAnswer() {
        stub.server.answerNext(Answer.html(200));

        assertThatThrownBy(() -> feed.fetch(known()))
                .isInstanceOf(PortException.Corrupt.class)
                .hasMessageContaining("HTTP 200 with text/html instead of JSON");
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() {
        AlpacaPriceFeed hasty = new AlpacaPriceFeed(stub.settings().withTimeout(Duration.ofMillis(300)), clock);
        stub.server.answerNext(Answer.slow());

        assertThatThrownBy(() -> hasty.fetch(known()))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("no whole answer within PT0.3S");
    }

    @Test
    void aProviderThatIsNotThereIsUnavailable() {
        AlpacaSettings here = stub.settings();
        AlpacaPriceFeed nowhere = new AlpacaPriceFeed(
                new AlpacaSettings(
                        URI.create("http://127.0.0.1:1"),
                        here.streamUrl(),
                        "k",
                        "s",
                        "iex",
                        10,
                        here.timeout(),
                        here.timing()),
                clock);

        assertThatThrownBy(() -> nowhere.fetch(known())).isInstanceOf(PortException.Unavailable.class);
    }

    @Test
    void aHundredSymbolsFitIntoOneCall() {
        Set<Symbol> hundred =
                IntStream.range(0, 100).mapToObj(i -> new Symbol("S" + i)).collect(Collectors.toSet());

        assertThat(feed.batchLimit()).isEqualTo(100);
        assertThat(feed.fetch(hundred)).isEmpty();
        assertThat(stub.server.asked()).hasSize(1);
    }

    private static Set<Symbol> symbols(String... names) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        for (String name : names) {
            symbols.add(new Symbol(name));
        }
        return symbols;
    }
}
