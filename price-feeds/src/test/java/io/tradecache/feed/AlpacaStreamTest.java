package io.tradecache.feed;

import static io.tradecache.feed.AlpacaStub.trade;
import static io.tradecache.feed.Heard.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlpacaStreamTest {

    private static final String TIME = "2026-03-09T14:30:00Z";
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");

    private final AlpacaStub stub = new AlpacaStub();
    private final Heard heard = new Heard();
    private final List<PriceFeed.Stream> opened = new ArrayList<>();

    @AfterEach
    void stop() {
        opened.forEach(PriceFeed.Stream::close);
        stub.close();
    }

    @Test
    void aSessionShowsTheKeyThenSubscribesThenHearsTrades() {
        PriceFeed.Stream stream = live(AAPL, MSFT);

        stub.send(trade("AAPL", 1, "170.02", "2026-03-09T14:30:00.123456789Z"));
        until(() -> heard.quotes().size() == 1);

        assertThat(stub.server.frames())
                .extracting(frame -> frame.path("action").asText())
                .containsExactly("auth", "subscribe");
        assertThat(names(stub.said("subscribe").get(0))).containsExactlyInAnyOrder("AAPL", "MSFT");
        assertThat(stream.covered()).containsExactlyInAnyOrder(AAPL, MSFT);
        assertThat(heard.changes()).containsExactly("up: connected");
        Quote quote = heard.quotes().get(0);
        assertThat(quote.price()).isEqualByComparingTo("170.02");
        assertThat(quote.asOf()).isEqualTo("2026-03-09T14:30:00.123456Z");
        assertThat(quote.tradedAt()).isEqualTo("2026-03-09T14:30:00.123456789Z");
        assertThat(quote.previousClose()).isNull();
        assertThat(quote.source()).isEqualTo("alpaca");
    }

    @Test
    void aStreamThatWantsNothingIsHealthyAndCoversNothing() {
        PriceFeed.Stream stream = open(stub.settings());

        until(() -> heard.ups() == 1);

        assertThat(stream.covered()).isEmpty();
        assertThat(stub.said("subscribe")).isEmpty();
    }

    @Test
    void whatIsNoLongerWantedIsDroppedAndWhatIsNewIsAdded() {
        PriceFeed.Stream stream = live(AAPL);

        stream.want(Set.of(MSFT));
        until(() -> stub.subscribed().equals(Set.of("MSFT")));
        until(() -> stream.covered().equals(Set.of(MSFT)));

        assertThat(names(stub.said("unsubscribe").get(0))).containsExactly("AAPL");
        stub.send(trade("AAPL", 1, "170", TIME), trade("MSFT", 2, "420", TIME));
        until(() -> !heard.quotes().isEmpty());
        assertThat(heard.prices()).containsExactly("MSFT 420");
    }

    @Test
    void manySymbolsAreAskedForFiveHundredAtATime() {
        PriceFeed.Stream stream = live(many(1_200));

        until(() -> stream.covered().size() == 1_200);

        assertThat(stub.said("subscribe"))
                .extracting(frame -> names(frame).size())
                .containsExactly(500, 500, 200);
    }

    @Test
    void afterAnAbruptEndEverythingIsSubscribedAnewInOneMessage() {
        PriceFeed.Stream stream = live(AAPL, MSFT);
        stub.server.frames().clear();

        stub.server.peers().get(0).drop();
        until(() -> heard.ups() == 2);

        assertThat(stub.said("subscribe")).hasSize(1);
        assertThat(names(stub.said("subscribe").get(0))).containsExactlyInAnyOrder("AAPL", "MSFT");
        assertThat(heard.changes()).hasSize(3);
        assertThat(stream.covered()).hasSize(2);
    }

    @Test
    void aProviderThatGoesAwayIsConnectedToAgain() {
        live(AAPL);

        stub.server.peers().get(0).close(1001);
        until(() -> heard.ups() == 2);

        assertThat(heard.changes().get(1)).startsWith("down: the provider closed the connection: 1001");
    }

    @Test
    void nothingIsCoveredWhileTheConnectionIsGone() {
        PriceFeed.Stream stream = live(AAPL);
        stub.withholdWelcome();

        stub.server.peers().get(0).drop();
        until(() -> heard.isToldOf("down"));

        assertThat(stream.covered()).isEmpty();
    }

    @Test
    void aWelcomeThatDoesNotComeEndsTheConnection() {
        stub.withholdWelcome();
        open(stub.settings());

        until(() -> stub.server.handshakes() > 1);

        assertThat(heard.changes().get(0)).contains("no welcome within PT0.4S");
    }

    @Test
    void anAnswerToTheKeyThatDoesNotComeEndsTheConnection() {
        stub.withholdAuthentication();
        open(stub.settings());

        until(() -> stub.server.handshakes() > 1);

        assertThat(heard.changes().get(0)).contains("no answer to the key within PT0.4S");
    }

    @Test
    void aSubscriptionThatIsNotConfirmedEndsTheConnection() {
        stub.withholdConfirmations();
        open(stub.settings(), AAPL);

        until(() -> stub.server.handshakes() > 1);

        assertThat(heard.changes().get(0)).contains("no answer to a subscription within PT0.4S");
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 408, 409, 411})
    void aRefusalOfTheAccountIsToldAndNotTriedAgainSoon(int code) {
        stub.failAuthentication(code);
        PriceFeed.Stream stream = open(stub.settings(), AAPL);

        until(() -> heard.isToldOf("error " + code));

        assertThat(heard.changes()).hasSize(1);
        assertThat(heard.changes().get(0)).startsWith("down: ").contains("connecting again in 60000 ms");
        assertThat(heard.changes().get(0)).contains("said to ***").doesNotContain(AlpacaStub.SECRET);
        assertThat(stream.covered()).isEmpty();
    }

    @Test
    void muchLaterARefusedAccountIsTriedAgain() {
        stub.failAuthentication(402);
        open(stub.settings().withTiming(Hurry.afterRefusal(Duration.ofMillis(300))), AAPL);

        until(() -> heard.ups() == 1);

        assertThat(stub.server.handshakes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 407, 500})
    void anErrorOfTheConnectionLeadsToAnotherOne(int code) {
        live(AAPL);

        stub.sendError(code, "sorry");
        until(() -> heard.ups() == 2);

        assertThat(heard.changes().get(1)).startsWith("down: error " + code + ", sorry; connecting again in ");
        assertThat(stub.server.handshakes()).isEqualTo(2);
    }

    @Test
    void aSlowClientThatIsClosedAfterTheWarningConnectsAgainOnce() {
        live(AAPL);

        stub.sendError(407, "slow client");
        stub.server.peers().get(0).close(1008);
        until(() -> heard.ups() == 2);

        assertThat(stub.server.handshakes()).isEqualTo(2);
    }

    @Test
    void anAccountThatIsAuthenticatedAlreadyGoesOn() {
        stub.failAuthentication(403);
        PriceFeed.Stream stream = live(AAPL);

        assertThat(stream.covered()).containsExactly(AAPL);
        assertThat(stub.server.handshakes()).isEqualTo(1);
    }

    @Test
    void symbolsBeyondTheLimitAreNotCovered() {
        stub.limit(30);
        PriceFeed.Stream stream = open(stub.settings(), many(100));

        until(() -> stream.covered().size() == 30 && stub.said("subscribe").size() == 11);

        Symbol[] inOrder = many(30);
        assertThat(stream.covered()).containsExactlyInAnyOrder(inOrder);
        assertThat(stub.server.handshakes()).isEqualTo(1);
        assertThat(heard.changes()).containsExactly("up: connected");
    }

    @Test
    void aSymbolThatIsDroppedMakesRoomForOneBeyondTheLimit() {
        stub.limit(2);
        Symbol[] three = many(3);
        PriceFeed.Stream stream = open(stub.settings(), three);
        until(() -> stub.said("subscribe").size() == 4 && stream.covered().size() == 2);

        stream.want(new LinkedHashSet<>(List.of(three[1], three[2])));

        until(() -> stream.covered().equals(Set.of(three[1], three[2])));
    }

    @Test
    void whileAnotherSessionIsOpenTheKeyIsShownAgainOnTheSameConnection() {
        stub.failAuthentication(406, 406, 406);
        PriceFeed.Stream stream = live(AAPL);

        assertThat(stub.said("auth")).hasSize(4);
        assertThat(stub.server.handshakes()).isEqualTo(1);
        assertThat(stream.covered()).containsExactly(AAPL);
        assertThat(heard.changes()).hasSize(2).first().asString().startsWith("down: error 406");
    }

    @Test
    void afterFifteenTriesTheConnectionIsGivenUpForAnother() {
        stub.failAuthentication(IntStream.range(0, 15).map(i -> 406).toArray());
        open(stub.settings(), AAPL);

        until(() -> heard.ups() == 1);

        assertThat(stub.said("auth")).hasSize(16);
        assertThat(stub.server.handshakes()).isEqualTo(2);
    }

    @Test
    void aClosedStreamLeavesTheAccountFreeForTheNextOne() {
        stub.allowOneSession();
        PriceFeed.Stream first = live(AAPL);

        first.close();
        until(() -> stub.server.peers().isEmpty());
        live(AAPL);

        assertThat(stub.said("auth")).hasSize(2);
        assertThat(first.covered()).isEmpty();
    }

    @Test
    void aClosedStreamTellsNothingMore() {
        PriceFeed.Stream stream = live(AAPL);
        stub.server.peers().get(0).send("[" + trade("AAPL", 1, "170", TIME) + "]");
        until(() -> heard.quotes().size() == 1);

        stream.close();
        until(() -> stub.server.peers().isEmpty());
        stream.close();

        assertThat(heard.changes()).containsExactly("up: connected");
        assertThat(stub.server.handshakes()).isEqualTo(1);
    }

    @Test
    void aFeedThatNeverHadTradesIsRefused() {
        stub.failSubscription(410);
        open(stub.settings(), AAPL);

        until(() -> heard.isToldOf("error 410"));

        assertThat(heard.changes().get(0)).contains("connecting again in 60000 ms");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410, 413, 499})
    void aSubscriptionThatIsNotUnderstoodIsNotRepeatedAndTheRestGoesOn(int code) {
        PriceFeed.Stream stream = live(AAPL);
        stub.failSubscription(code);

        stream.want(Set.of(AAPL, MSFT));
        until(() -> stub.said("subscribe").size() == 2);
        stub.send(trade("AAPL", 1, "170", TIME));
        until(() -> heard.quotes().size() == 1);

        assertThat(stream.covered()).containsExactly(AAPL);
        assertThat(stub.said("subscribe")).hasSize(2);
        assertThat(stub.server.handshakes()).isEqualTo(1);
    }

    @Test
    void severalTradesInOneArrayAreAllRead() {
        live(AAPL, MSFT);

        stub.send(trade("AAPL", 1, "170", TIME), trade("MSFT", 2, "420", TIME));
        until(() -> heard.quotes().size() == 2);

        assertThat(heard.prices()).containsExactly("AAPL 170", "MSFT 420");
    }

    @Test
    void aMessageInPiecesIsPutTogether() {
        live(AAPL);

        stub.server.peers().get(0).sendInParts("[" + trade("AAPL", 1, "170.5", TIME) + "]", 3);
        until(() -> heard.quotes().size() == 1);

        assertThat(heard.prices()).containsExactly("AAPL 170.5");
    }

    @Test
    void aMessageWithoutEndIsGivenUpWithItsConnection() {
        live(AAPL);

        stub.server.peers().get(0).sendInParts("[" + " ".repeat(1_100_000) + "]", 40);
        until(() -> heard.ups() == 2);

        assertThat(heard.changes().get(1)).contains("a message of more than 1048576 characters");
    }

    @Test
    void unknownTypesKeysAndSymbolsZeroPricesAndNonsenseAreSkipped() {
        live(AAPL);

        stub.server.send("no json");
        stub.server.send("7");
        stub.server.send("{}");
        stub.send(
                "{\"T\":\"zz\",\"S\":\"AAPL\"}",
                "{\"T\":\"q\",\"S\":\"AAPL\",\"bp\":170,\"ap\":0,\"t\":\"" + TIME + "\"}",
                "{}",
                trade("AAPL", 1, "0", TIME),
                trade("AAPL", 2, "-1", TIME),
                trade("AAPL", 3, "null", TIME),
                trade("AAPL", 4, "1E+1000000", TIME),
                trade("AAPL", 5, "169", "noon"),
                trade("no symbol", 6, "169", TIME),
                trade("TSLA", 7, "169", TIME),
                trade("AAPL", 8, "170", TIME).replace("\"x\"", "\"r\":[1],\"x\""));
        until(() -> !heard.quotes().isEmpty());

        assertThat(heard.prices()).containsExactly("AAPL 170");
        assertThat(stub.server.handshakes()).isEqualTo(1);
    }

    @Test
    void anOlderTradeIsToldAsItIsWhenItComesAlone() {
        live(AAPL);

        stub.send(trade("AAPL", 2, "171", "2026-03-09T14:30:01Z"));
        until(() -> heard.quotes().size() == 1);
        stub.send(trade("AAPL", 1, "170", TIME));
        until(() -> heard.quotes().size() == 2);

        assertThat(heard.prices()).containsExactly("AAPL 171", "AAPL 170");
    }

    @Test
    void aSlowListenerHearsTheNewestPriceOfEachSymbolAndTheConnectionStays() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        PriceFeed.Stream stream = open(stub.settings(), quote -> {
            heard.stated(quote);
            if (heard.quotes().size() == 1) {
                waitFor(go);
            }
        });
        stream.want(Set.of(AAPL, MSFT));
        until(() -> stream.covered().size() == 2);

        stub.send(trade("AAPL", 0, "1", TIME));
        until(() -> heard.quotes().size() == 1);
        for (int i = 1; i <= 100; i++) {
            stub.send(trade("AAPL", i, "" + (100 + i), TIME), trade("MSFT", i, "" + (400 + i), TIME));
        }
        Thread.sleep(Hurry.TIMING.silence().toMillis() * 3 / 2);
        go.countDown();
        until(() -> heard.quotes().size() == 3);

        assertThat(heard.prices()).containsExactly("AAPL 1", "AAPL 200", "MSFT 500");
        assertThat(stub.server.handshakes()).isEqualTo(1);
    }

    @Test
    void aListenerThatFailsHearsTheNextPrice() {
        PriceFeed.Stream stream = open(stub.settings(), quote -> {
            heard.stated(quote);
            throw new IllegalStateException("no luck");
        });
        stream.want(Set.of(AAPL));
        until(() -> stream.covered().size() == 1);

        stub.send(trade("AAPL", 1, "170", TIME));
        until(() -> heard.quotes().size() == 1);
        stub.send(trade("AAPL", 2, "171", TIME));

        until(() -> heard.quotes().size() == 2);
    }

    @Test
    void aCancelledLastTradeLeavesItsSymbolUncoveredUntilTheNextTrade() {
        PriceFeed.Stream stream = live(AAPL, MSFT);
        stub.send(trade("AAPL", 1, "170", TIME), trade("MSFT", 9, "420", TIME));

        stub.send("{\"T\":\"x\",\"S\":\"AAPL\",\"i\":1,\"p\":170,\"a\":\"C\",\"t\":\"2026-03-09T14:30:02Z\"}");
        until(() -> stream.covered().equals(Set.of(MSFT)));
        stub.send(trade("AAPL", 2, "169", "2026-03-09T14:30:03Z"));

        until(() -> stream.covered().size() == 2);
    }

    @Test
    void aCancelledEarlierTradeChangesNothing() {
        PriceFeed.Stream stream = live(AAPL);
        stub.send(trade("AAPL", 1, "170", TIME), trade("AAPL", 2, "171", TIME));

        stub.send(
                "{\"T\":\"x\",\"S\":\"AAPL\",\"i\":1,\"a\":\"E\",\"t\":\"2026-03-09T14:30:02Z\"}",
                trade("AAPL", 3, "172", "2026-03-09T14:30:03Z"));
        until(() -> heard.prices().contains("AAPL 172"));

        assertThat(stream.covered()).containsExactly(AAPL);
    }

    @Test
    void aCorrectedLastTradeIsToldAsOfItsCorrection() {
        live(AAPL);
        stub.send(trade("AAPL", 1, "170", TIME));
        until(() -> heard.quotes().size() == 1);

        stub.send("""
                {"T":"c","S":"AAPL","x":"V","oi":1,"op":170,"os":100,"ci":4,"cp":169.5,"cs":100,
                 "t":"2026-03-09T14:30:02Z","z":"C"}""");
        until(() -> heard.quotes().size() == 2);

        assertThat(heard.prices()).containsExactly("AAPL 170", "AAPL 169.5");
        assertThat(heard.quotes().get(1).asOf()).isEqualTo("2026-03-09T14:30:02Z");
    }

    @Test
    void quietnessIsNoFaultWhileThePingsAreAnswered() throws InterruptedException {
        live(AAPL);

        Thread.sleep(Hurry.TIMING.silence().toMillis() * 2);

        assertThat(heard.changes()).containsExactly("up: connected");
    }

    @Test
    void aProviderThatAnswersNoPingsIsLeftForANewConnection() {
        live(AAPL);
        stub.server.stopAnsweringPings();

        until(() -> heard.ups() == 2);

        assertThat(heard.changes().get(1)).contains("nothing was heard for PT1S");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void aRefusedHandshakeIsNotTriedAgainSoon(int status) {
        stub.server.refuseNext(Answer.html(status));
        open(stub.settings(), AAPL);

        until(() -> heard.isToldOf("not connected: HTTP " + status));

        assertThat(heard.changes().get(0)).contains("connecting again in 60000 ms");
    }

    @Test
    void aHandshakeThatFailedForNowIsTriedAgainSoon() {
        stub.server.refuseNext(Answer.html(503));
        stub.server.refuseNext(Answer.html(408));
        open(stub.settings(), AAPL);

        until(() -> heard.ups() == 1);

        assertThat(stub.server.handshakes()).isEqualTo(3);
    }

    private PriceFeed.Stream live(Symbol... symbols) {
        PriceFeed.Stream stream = open(stub.settings(), symbols);
        until(() -> stream.covered().size() == symbols.length);
        until(() -> heard.ups() > 0);
        return stream;
    }

    private PriceFeed.Stream open(AlpacaSettings settings, Symbol... symbols) {
        PriceFeed.Stream stream = open(settings, heard);
        stream.want(new LinkedHashSet<>(List.of(symbols)));
        return stream;
    }

    private PriceFeed.Stream open(AlpacaSettings settings, PriceFeed.StreamListener listener) {
        PriceFeed.Stream stream =
                new AlpacaPriceFeed(settings, Clock.systemUTC()).open(listener).orElseThrow();
        opened.add(stream);
        return stream;
    }

    private static Symbol[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Symbol("S" + i)).toArray(Symbol[]::new);
    }

    private static Set<String> names(JsonNode frame) {
        Set<String> names = new LinkedHashSet<>();
        frame.path("trades").forEach(name -> names.add(name.asText()));
        return names.stream().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
