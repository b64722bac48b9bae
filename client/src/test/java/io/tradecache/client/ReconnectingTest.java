package io.tradecache.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.client.InMemoryConnector.Attempt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectingTest {

    @Test
    void itWaitsUpToABoundThatDoublesAndTriesForEver() {
        Trader trader = new Trader();
        List<Long> waits = new ArrayList<>();
        for (int attempt = 0; attempt < 9; attempt++) {
            trader.server.last().fail();
            waits.add(trader.millisUntilNextAttempt());
        }

        assertThat(waits).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_990L, 19_980L, 19_980L, 19_980L);
    }

    @Test
    void whatIsWaitedIsAnyTimeUpToTheBound() {
        Backoff unlucky = new Backoff(() -> 0);
        Backoff middling = new Backoff(() -> 0.5);

        assertThat(List.of(unlucky.nextMillis(), unlucky.nextMillis())).containsOnly(0L);
        assertThat(List.of(middling.nextMillis(), middling.nextMillis(), middling.nextMillis()))
                .containsExactly(250L, 500L, 1_000L);
    }

    @Test
    void theBoundStartsAnewOnlyAfterAStableConnection() {
        Trader trader = new Trader();
        trader.server.last().fail();
        trader.millisUntilNextAttempt();

        trader.server.last().accept();
        trader.timing.pass(9_000);
        trader.server.last().fail();
        assertThat(trader.millisUntilNextAttempt()).isEqualTo(1_000);

        trader.server.last().accept();
        trader.timing.pass(10_000);
        trader.server.last().fail();
        assertThat(trader.millisUntilNextAttempt()).isEqualTo(500);
    }

    @Test
    void itComesAgainWhenTheServerSaidSoAndNotAtRandom() {
        Trader trader = new Trader();
        Attempt node = trader.connected("AAPL").say("{'type':'reconnect','after_ms':3000}");
        trader.timing.pass(1_000);

        node.hangUp(1012);

        assertThat(trader.millisUntilNextAttempt()).isEqualTo(2_000);
        trader.server.last().fail();
        assertThat(trader.millisUntilNextAttempt()).isEqualTo(1_000);
    }

    @Test
    void aServerThatKeepsSendingItAwayAtOnceIsNotBesieged() {
        Trader trader = new Trader();
        for (int visit = 0; visit < 5; visit++) {
            trader.server
                    .last()
                    .accept()
                    .say("{'type':'reconnect','after_ms':0}")
                    .hangUp(1012);
            trader.millisUntilNextAttempt();
        }

        trader.server.last().accept().say("{'type':'reconnect','after_ms':0}").hangUp(1012);
        assertThat(trader.millisUntilNextAttempt()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1006, 1011, 1012, 1013, 4000, 4008, 4499, 5000})
    void theseCodesSayComeAgain(int code) {
        Trader trader = new Trader();
        trader.connected("AAPL").hangUp(code);

        assertThat(trader.stream.state()).isEqualTo(StreamState.RECONNECTING);
        trader.timing.pass(500);
        assertThat(trader.server.attempts).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {4500, 4503, 4999})
    void theseCodesEndItForGoodAndItSaysWhy(int code) {
        Trader trader = new Trader();
        trader.connected("AAPL").hangUp(code);
        trader.timing.pass(600_000);

        assertThat(trader.server.attempts).hasSize(1);
        assertThat(trader.timing.isStopped()).isTrue();
        assertThat(trader.stream.state()).isEqualTo(StreamState.DISCONNECTED);
        assertThat(trader.diary.entries).endsWith("DISCONNECTED: " + code);
    }

    @Test
    void aConnectionWithoutASignOfLifeForTwoHeartbeatsIsGivenUp() {
        Trader trader = new Trader();
        Attempt node = trader.connected("AAPL").say("{'type':'welcome','epoch':'3','heartbeat_ms':1000}");
        for (int second = 0; second < 10; second++) {
            trader.timing.pass(1_500);
            node.say("{'type':'heartbeat'}");
        }
        trader.timing.pass(1_500);
        node.ping();
        trader.timing.pass(1_900);
        assertThat(trader.stream.isConnected()).isTrue();

        trader.timing.pass(100);

        assertThat(trader.stream.state()).isEqualTo(StreamState.RECONNECTING);
        assertThat(node.aborted).isTrue();
        trader.timing.pass(500);
        assertThat(trader.server.attempts).hasSize(2);
    }

    @Test
    void anAttemptThatIsNeverAnsweredIsGivenUpToo() {
        Trader trader = new Trader();
        Attempt lost = trader.server.last();
        trader.timing.pass(30_500);
        assertThat(trader.server.attempts).hasSize(2);

        lost.accept();

        assertThat(lost.aborted).isTrue();
        assertThat(trader.stream.isConnected()).isFalse();
    }

    @Test
    void eachConnectionHasACredentialOfItsOwn() {
        Deque<Credential> tickets =
                new ArrayDeque<>(List.of(Credential.ticket("a+b"), Credential.bearer("secret"), Credential.none()));
        Trader trader = new Trader(StreamOptions.usual().withCredentials(tickets::remove));
        trader.server.last().fail();
        trader.timing.pass(500);
        trader.server.last().fail();
        trader.timing.pass(1_000);

        assertThat(trader.server.attempts)
                .extracting(attempt -> attempt.address.toString())
                .containsExactly(
                        "ws://prices.example:8080/ws/prices?ticket=a%2Bb",
                        "ws://prices.example:8080/ws/prices", "ws://prices.example:8080/ws/prices");
        assertThat(trader.server.attempts.get(1).credential.headers()).containsEntry("Authorization", "Bearer secret");
        assertThat(trader.server.attempts)
                .noneMatch(attempt -> attempt.credential.toString().contains("secret"));

        trader.server.last().fail();
        trader.timing.pass(4_000);
        assertThat(trader.stream.state()).as("no ticket was left").isEqualTo(StreamState.RECONNECTING);
        assertThat(trader.server.attempts).hasSize(3);
    }

    @Test
    void whoClosesDuringTheHandshakeLeavesNoConnectionBehind() {
        Trader trader = new Trader();
        Attempt underWay = trader.server.last();

        trader.stream.close();
        underWay.accept();

        assertThat(underWay.aborted).isTrue();
        assertThat(trader.diary.entries).containsExactly("DISCONNECTED: closed by this side");
    }

    @Test
    void whoClosesAtTheMomentThatTheConnectionComesAboutLeavesNoneBehind() {
        Trader trader = new Trader();
        Attempt arriving = trader.server.last();
        trader.timing.meanwhile(trader.stream::close);

        arriving.accept();

        assertThat(arriving.closed).isTrue();
        assertThat(trader.timing.isStopped()).isTrue();
        assertThat(trader.diary.entries).containsExactly("DISCONNECTED: closed by this side");
    }

    @Test
    void whoClosesIsToldSoLastAndLeavesNothingBehind() {
        Trader trader = new Trader();
        Attempt node = trader.connected("AAPL");

        trader.stream.close();
        trader.stream.close();
        node.say("{'type':'price','symbol':'AAPL','price':1}");
        trader.timing.pass(600_000);

        assertThat(node.closed).isTrue();
        assertThat(trader.timing.isStopped()).isTrue();
        assertThat(trader.server.attempts).hasSize(1);
        assertThat(trader.diary.entries).containsExactly("CONNECTED: connected", "DISCONNECTED: closed by this side");
    }
}
