package io.tradecache.feed;

import static io.tradecache.feed.AlpacaStub.trade;
import static io.tradecache.feed.Heard.stays;
import static io.tradecache.feed.Heard.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlpacaStreamTest extends OnAlpacasStream {

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
    void whatIsConfirmedAfterItCeasedToBeWantedIsDropped() {
        stub.withholdConfirmations();
        PriceFeed.Stream stream = open(stub.settings(), AAPL, MSFT);
        until(() -> stub.said("subscribe").size() == 1);

        stream.want(Set.of(AAPL));
        stub.confirmNow();

        until(() -> stub.subscribed().equals(Set.of("AAPL")));
        until(() -> stream.covered().equals(Set.of(AAPL)));
    }

    @Test
    void failuresBeforeAGoodStretchAreForgotten() {
        PriceFeed.Stream stream = open(stub.settings().withTiming(Hurry.steadyAtOnce()), AAPL);
        for (int i = 1; i <= 12; i++) {
            int connections = i;
            until(() -> heard.ups() == connections && !stream.covered().isEmpty());
            stub.server.peers().forEach(StubServer.Peer::drop);
        }
        until(() -> heard.ups() == 13);

        assertThat(heard.changes())
                .filteredOn(change -> change.startsWith("down"))
                .hasSize(12)
                .allSatisfy(change -> assertThat(change).containsPattern("again in (1?\\d|20) ms"));
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
        open(stub.settings().withTiming(Hurry.answeredWithin(Duration.ofMillis(400))));

        until(() -> stub.server.handshakes() > 1);

        assertThat(heard.changes().get(0)).contains("no welcome within PT0.4S");
    }

    @Test
    void anAnswerToTheKeyThatDoesNotComeEndsTheConnection() {
        stub.withholdAuthentication();
        open(stub.settings().withTiming(Hurry.answeredWithin(Duration.ofSeconds(1))));

        until(() -> heard.isToldOf("no answer to the key within PT1S"));
        until(() -> stub.server.handshakes() > 1);
    }

    @Test
    void aSubscriptionThatIsNotConfirmedEndsTheConnection() {
        stub.withholdConfirmations();
        open(stub.settings().withTiming(Hurry.answeredWithin(Duration.ofSeconds(1))), AAPL);

        until(() -> heard.isToldOf("no answer to a subscription within PT1S"));
        until(() -> stub.server.handshakes() > 1);
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
    void aStreamThatIsClosedWhileItConnectsLeavesNoConnectionBehind() {
        for (int i = 0; i < 30; i++) {
            open(stub.settings(), AAPL).close();
        }

        until(() -> stub.server.peers().isEmpty());
        stays(Duration.ofMillis(300), () -> stub.server.peers().isEmpty());
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
    void quietnessIsNoFaultWhileThePingsAreAnswered() {
        Duration silence = Duration.ofSeconds(2);
        open(stub.settings().withTiming(Hurry.pinging(silence)), AAPL);
        until(() -> heard.ups() == 1);

        stays(silence.multipliedBy(3).dividedBy(2), () -> heard.changes().size() == 1);
    }

    @Test
    void aProviderThatAnswersNoPingsIsLeftForANewConnection() {
        open(stub.settings().withTiming(Hurry.pinging(Duration.ofSeconds(1))), AAPL);
        until(() -> heard.ups() == 1);
        stub.server.stopAnsweringPings();

        until(() -> heard.ups() == 2);

        assertThat(heard.changes().get(1)).contains("nothing was heard for PT1S");
    }
}
