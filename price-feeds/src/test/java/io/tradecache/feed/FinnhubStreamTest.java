package io.tradecache.feed;

import static io.tradecache.feed.FinnhubStub.trade;
import static io.tradecache.feed.Heard.stays;
import static io.tradecache.feed.Heard.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.feed.StubServer.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinnhubStreamTest {

    private static final long MILLIS = 1_773_066_600_123L;
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");

    private final FinnhubStub stub = new FinnhubStub();
    private final Heard heard = new Heard();
    private final List<PriceFeed.Stream> opened = new ArrayList<>();

    @AfterEach
    void stop() {
        opened.forEach(PriceFeed.Stream::close);
        stub.close();
    }

    @Test
    void eachSymbolIsSubscribedByItselfAndItsTradesAreHeard() {
        live(AAPL, MSFT);

        stub.send(trade("AAPL", "189.31", MILLIS, "25", "[\"1\",\"12\"]"), trade("MSFT", "420", MILLIS, "100", "null"));
        until(() -> heard.quotes().size() == 2);

        assertThat(stub.said("subscribe")).containsExactly("AAPL", "MSFT");
        assertThat(heard.changes()).containsExactly("up: connected");
        assertThat(heard.prices()).containsExactly("AAPL 189.31", "MSFT 420");
        Quote quote = heard.quotes().get(0);
        assertThat(quote.asOf()).isEqualTo("2026-03-09T14:30:00.123Z").isEqualTo(quote.tradedAt());
        assertThat(quote.source()).isEqualTo("finnhub");
    }

    @Test
    void ofSeveralTradesOfOneSymbolTheLatestCountsAndOfOneTimeTheLast() {
        live(AAPL, MSFT);

        stub.send(
                trade("AAPL", "3", MILLIS + 2, "1", "null"),
                trade("AAPL", "1", MILLIS, "1", "null"),
                trade("MSFT", "1", MILLIS, "1", "null"),
                trade("MSFT", "2", MILLIS, "1", "null"));
        until(() -> heard.quotes().size() == 2);

        assertThat(heard.prices()).containsExactly("AAPL 3", "MSFT 2");
    }

    @Test
    void aVolumeOfZeroIsAPriceWithoutATrade() {
        live(AAPL);

        stub.send(trade("AAPL", "189.31", MILLIS, "0", "null"));
        until(() -> heard.quotes().size() == 1);

        assertThat(heard.quotes().get(0).asOf()).isNotNull();
        assertThat(heard.quotes().get(0).tradedAt()).isNull();
    }

    @Test
    void unknownTypesSymbolsZeroPricesAndNonsenseAreSkipped() {
        live(AAPL);

        stub.server.send("no json");
        stub.server.send("[]");
        stub.server.send("{\"type\":\"news\",\"data\":[]}");
        stub.server.send("{\"type\":\"trade\"}");
        stub.send(
                "{}",
                trade("AAPL", "0", MILLIS, "1", "null"),
                trade("AAPL", "1", 0, "1", "null"),
                trade("TSLA", "1", MILLIS, "1", "null"),
                trade("AAPL", "189", MILLIS, "1", "null"));
        until(() -> !heard.quotes().isEmpty());

        assertThat(heard.prices()).containsExactly("AAPL 189");
        assertThat(stub.server.handshakes()).isEqualTo(1);
    }

    @Test
    void whatIsNoLongerWantedIsDroppedAndWhatIsNewIsAdded() {
        PriceFeed.Stream stream = live(AAPL);

        stream.want(Set.of(MSFT));

        until(() -> stub.subscribed().equals(Set.of("MSFT")));
        until(() -> stream.covered().equals(Set.of(MSFT)));
    }

    @Test
    void subscribesAreSentAtThePaceOfTheAccount() {
        FinnhubSettings here = stub.settings();
        FinnhubSettings paced = new FinnhubSettings(
                here.restUrl(), here.streamUrl(), here.token(), 60, 30, 20, here.timeout(), here.timing());
        long begun = System.nanoTime();
        PriceFeed.Stream stream = open(paced, many(11));

        until(() -> stub.said("subscribe").size() == 11 && stream.covered().size() == 11);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void symbolsBeyondTheLimitAreNotCovered() {
        stub.limit(50);
        PriceFeed.Stream stream = open(stub.settings(), many(60));

        until(() -> stub.said("subscribe").size() > 50 && stream.covered().equals(Set.of(many(50))));

        assertThat(stub.subscribed()).hasSize(50);
        assertThat(heard.changes()).containsExactly("up: connected");
    }

    @Test
    void aSymbolThatIsDroppedMakesRoomForOneBeyondTheLimit() {
        stub.limit(2);
        Symbol[] three = many(3);
        PriceFeed.Stream stream = open(stub.settings(), three);
        until(() -> stub.said("subscribe").size() == 3 && stream.covered().size() == 2);

        stream.want(new LinkedHashSet<>(List.of(three[1], three[2])));

        until(() -> stream.covered().equals(Set.of(three[1], three[2])));
        until(() -> stub.subscribed().equals(Set.of("S1", "S2")));
    }

    @Test
    void aSymbolThatIsRefusedByNameIsNotCoveredAndTheOthersAre() {
        stub.unsupported("S1");
        PriceFeed.Stream stream = open(stub.settings(), many(4));

        until(() -> stub.said("subscribe").size() == 4 && stream.covered().size() == 3);

        assertThat(stream.covered()).doesNotContain(new Symbol("S1"));
    }

    @Test
    void aPingIsProofOfLifeAndNotAnswered() {
        open(stub.settings().withTiming(Hurry.listening(Duration.ofSeconds(2))), AAPL);
        until(() -> heard.ups() == 1);

        for (int i = 0; i < 5; i++) {
            stays(Duration.ofMillis(500), () -> heard.changes().size() == 1);
            stub.server.send("{\"type\":\"ping\"}");
        }

        assertThat(heard.changes()).containsExactly("up: connected");
        assertThat(stub.server.frames()).hasSize(1);
    }

    @Test
    void aSilentStallEndsTheConnectionAndEverythingIsSubscribedAnew() {
        open(stub.settings().withTiming(Hurry.listening(Duration.ofSeconds(1))), AAPL, MSFT);

        until(() -> heard.ups() == 2 && stub.said("subscribe").size() >= 4);

        assertThat(heard.changes().get(1)).startsWith("down: nothing was heard for PT1S; connecting again in ");
        assertThat(stub.said("subscribe").subList(0, 4)).containsExactly("AAPL", "MSFT", "AAPL", "MSFT");
    }

    @Test
    void anAbruptEndLeadsToANewConnection() {
        live(AAPL);

        stub.server.peers().get(0).drop();

        until(() -> heard.ups() == 2 && stub.subscribed().contains("AAPL"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedTokenIsNotTriedAgainSoonAndNeverTold(int status) {
        stub.server.refuseNext(Answer.json(status, "{}"));
        open(stub.settings(), AAPL);

        until(() -> heard.isToldOf("not connected: HTTP " + status));

        assertThat(heard.changes()).hasSize(1);
        assertThat(heard.changes().get(0))
                .contains("connecting again in 60000 ms")
                .doesNotContain(FinnhubStub.TOKEN)
                .doesNotContain("tok");
    }

    @Test
    void whileTheOldConnectionLingersTheNextOneWaitsLonger() {
        stub.allowOneConnection();
        live(AAPL);
        Heard other = new Heard();
        opened.add(new FinnhubPriceFeed(stub.settings(), Clock.systemUTC())
                .open(other)
                .orElseThrow());
        until(() -> other.isToldOf("not connected: HTTP 429"));

        opened.get(0).close();
        until(() -> other.ups() == 1);

        assertThat(other.changes().get(0)).contains("connecting again in 300 ms");
    }

    @Test
    void aRefusalThatNamesATimeIsHeeded() {
        stub.server.refuseNext(Answer.json(429, "{}").with("Retry-After", "2"));
        open(stub.settings(), AAPL);

        until(() -> heard.isToldOf("HTTP 429"));

        assertThat(heard.changes().get(0)).containsPattern("connecting again in (2000|1999) ms");
    }

    private PriceFeed.Stream live(Symbol... symbols) {
        PriceFeed.Stream stream = open(stub.settings(), symbols);
        until(() -> stub.subscribed().size() == symbols.length && heard.ups() == 1);
        return stream;
    }

    private PriceFeed.Stream open(FinnhubSettings settings, Symbol... symbols) {
        PriceFeed.Stream stream =
                new FinnhubPriceFeed(settings, Clock.systemUTC()).open(heard).orElseThrow();
        opened.add(stream);
        stream.want(new LinkedHashSet<>(List.of(symbols)));
        return stream;
    }

    private static Symbol[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Symbol("S" + i)).toArray(Symbol[]::new);
    }
}
