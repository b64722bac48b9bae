package io.tradecache.feed;

import static io.tradecache.feed.AlpacaStub.trade;
import static io.tradecache.feed.Heard.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.feed.StubServer.Answer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlpacaErrorsTest extends OnAlpacasStream {

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
        StubServer.Peer peer = stub.server.peers().get(0);

        stub.sendError(407, "slow client");
        peer.close(1008);
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
}
