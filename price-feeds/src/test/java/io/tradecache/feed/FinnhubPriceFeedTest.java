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
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FinnhubPriceFeedTest implements PriceFeedContract {

    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");
    private static final Symbol SAP = new Symbol("SAP.DE");

    private final FinnhubStub stub =
            new FinnhubStub().quote("AAPL", """
                    {"c":189.31,"d":1.2,"dp":0.638,"h":190.1,"l":187.9,"o":188.4,"pc":188.11,"t":1773066600}""").quote("MSFT", "{\"c\":420,\"pc\":0,\"t\":1773066601}");

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:10Z");
    private final FinnhubPriceFeed feed = new FinnhubPriceFeed(stub.settings(), clock);

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
        return Set.of(AAPL, MSFT);
    }

    @Test
    void aQuoteIsAsOfItsLastTradeAndKnowsThePreviousClose() {
        Quote quote = feed.fetch(Set.of(AAPL)).get(AAPL);

        assertThat(quote.price()).isEqualByComparingTo("189.31");
        assertThat(quote.previousClose()).isEqualByComparingTo("188.11");
        assertThat(quote.volume()).isNull();
        assertThat(quote.asOf()).isEqualTo("2026-03-09T14:30:00Z").isEqualTo(quote.tradedAt());
        assertThat(quote.receivedAt()).isEqualTo(clock.instant());
    }

    @Test
    void aPreviousCloseOfZeroIsUnknown() {
        assertThat(feed.fetch(Set.of(MSFT)).get(MSFT).previousClose()).isNull();
    }

    @Test
    void theTokenGoesInAHeaderAndNotInTheAddress() {
        feed.fetch(Set.of(AAPL));

        assertThat(stub.server.asked().get(0).path()).isEqualTo("/api/v1/quote?symbol=AAPL");
    }

    @Test
    void zerosAreNoPriceEvenOfAKnownSymbol() {
        stub.zeroOnce("AAPL");

        assertThat(feed.fetch(known())).containsOnlyKeys(MSFT);
        assertThat(feed.fetch(known())).containsOnlyKeys(AAPL, MSFT);
    }

    @Test
    void aSymbolWithoutARightToItIsUnknown() {
        stub.forbidden("SAP.DE");

        assertThat(feed.fetch(Set.of(AAPL, SAP))).containsOnlyKeys(AAPL);
    }

    @Test
    void symbolsWithoutAnyRightToThemAreUnknownWhoeverElseIsAskedFor() {
        stub.forbidden("SAP.DE");

        assertThat(feed.fetch(Set.of(SAP))).isEmpty();
    }

    @Test
    void anErrorInPlaceOfAQuoteIsNoPrice() {
        stub.server.answerNext(Answer.json(200, "{\"error\":\"Symbol not supported.\"}"));

        assertThat(feed.fetch(Set.of(AAPL))).isEmpty();
    }

    @Test
    void aWrongTokenSaysSoWithoutTellingTheToken() {
        FinnhubSettings right = stub.settings();
        FinnhubPriceFeed wrong = new FinnhubPriceFeed(
                new FinnhubSettings(
                        right.restUrl(), right.streamUrl(), "else-s", 60, 30, 20, right.timeout(), right.timing()),
                clock);

        assertThatThrownBy(() -> wrong.fetch(known()))
                .isInstanceOf(PortException.Corrupt.class)
                .hasMessageContaining("HTTP 401, Invalid API key ***; check the key");
    }

    @Test
    void afterARefusalNoCallIsMadeUntilTheNextMinute() {
        stub.server.answerNext(Answer.json(429, "{\"error\":\"API limit reached.\"}"));

        assertThatThrownBy(() -> feed.fetch(Set.of(AAPL)))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("HTTP 429, API limit reached.; come again at 2026-03-09T14:31:00Z");
        assertThatThrownBy(() -> feed.fetch(Set.of(AAPL))).hasMessageContaining("come again at 2026-03-09T14:31:00Z");
        assertThat(stub.server.asked()).hasSize(1);
        clock.set("2026-03-09T14:31:00Z");
        assertThat(feed.fetch(Set.of(AAPL))).hasSize(1);
    }

    @Test
    void theNextCallWaitsForTheTimeThatTheHeadersName() {
        stub.server.answerNext(Answer.json(429, "{}").with("Retry-After", "Mon, 09 Mar 2026 14:30:15 GMT"));

        assertThatThrownBy(() -> feed.fetch(Set.of(AAPL))).hasMessageContaining("come again at 2026-03-09T14:30:15Z");
    }

    @Test
    void aSecondAndAMinuteAreNeverOverdrawn() {
        Set<Symbol> thirty =
                IntStream.range(0, 30).mapToObj(i -> new Symbol("S" + i)).collect(Collectors.toSet());
        feed.fetch(thirty);

        assertThatThrownBy(() -> feed.fetch(Set.of(AAPL)))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("come again at 2026-03-09T14:30:11Z");
        clock.advance(Duration.ofSeconds(1));
        feed.fetch(thirty);
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> feed.fetch(Set.of(AAPL))).hasMessageContaining("come again at 2026-03-09T14:31:10Z");
        assertThat(stub.server.asked()).hasSize(60);
    }

    @Test
    void noCallAsksForMoreThanTheAccountMayAskInAMinute() {
        FinnhubSettings here = stub.settings();
        FinnhubPriceFeed small = new FinnhubPriceFeed(
                new FinnhubSettings(here.restUrl(), here.streamUrl(), "t", 10, 30, 20, here.timeout(), here.timing()),
                clock);

        assertThat(feed.batchLimit()).isEqualTo(30);
        assertThat(small.batchLimit()).isEqualTo(10);
    }

    @Test
    void afterAnErrorOfTheServerTheNextFetchWorks() {
        stub.server.answerNext(Answer.json(502, "{}"));

        assertThatThrownBy(() -> feed.fetch(known()))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("HTTP 502");
        assertThat(feed.fetch(known())).hasSize(2);
    }

    @Test
    void aPageInsteadOfJsonIsNoAnswer() {
        stub.server.answerNext(Answer.html(200));

        assertThatThrownBy(() -> feed.fetch(known()))
                .isInstanceOf(PortException.Corrupt.class)
                .hasMessageContaining("text/html instead of JSON");
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() {
        FinnhubPriceFeed hasty = new FinnhubPriceFeed(stub.settings().withTimeout(Duration.ofMillis(300)), clock);
        stub.server.answerNext(Answer.slow());

        assertThatThrownBy(() -> hasty.fetch(known()))
                .isInstanceOf(PortException.Unavailable.class)
                .hasMessageContaining("no whole answer within PT0.3S");
    }
}
