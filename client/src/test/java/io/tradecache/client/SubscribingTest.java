package io.tradecache.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.client.InMemoryConnector.Attempt;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscribingTest {

    @Test
    void whatWasAskedForWithoutAConnectionIsAskedForInOneMessage() {
        Trader trader = new Trader();
        trader.stream.subscribe("aapl ", "MSFT");
        trader.stream.subscribe("GOOGL", "AAPL");
        trader.stream.unsubscribe("msft");

        Attempt node = trader.server.last().accept();

        assertThat(node.heard).containsExactly("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\",\"GOOGL\"]}");
    }

    @Test
    void afterALossAllIsAskedForAgainInOneMessage() {
        Trader trader = new Trader();
        Attempt first = trader.connected("AAPL");
        trader.timing.pass(1_000);
        trader.stream.subscribe("MSFT");
        assertThat(first.heard).last().isEqualTo("{\"action\":\"subscribe\",\"symbols\":[\"MSFT\"]}");
        first.hangUp(1006);
        trader.stream.subscribe("GOOGL");
        trader.timing.pass(500);

        Attempt second = trader.server.last().accept();

        assertThat(second.heard)
                .containsExactly("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\",\"MSFT\",\"GOOGL\"]}");
    }

    @Test
    void manyWishesAreTenMessagesASecondAtMost() {
        Trader trader = new Trader();
        Attempt node = trader.connected();
        IntStream.range(0, 100).forEach(number -> {
            trader.stream.subscribe("S" + number);
            trader.timing.pass(10);
        });
        trader.timing.pass(1_000);

        assertThat(node.heard).hasSizeBetween(2, 11);
        assertThat(String.join("", node.heard)).contains("\"S0\"", "\"S57\"", "\"S99\"");
    }

    @Test
    void whatIsNotWantedAnyMoreIsForgottenAndItsLatePricesAreNoNews() {
        Trader trader = new Trader();
        Attempt node = trader.connected("AAPL", "MSFT").say("{'type':'price','symbol':'AAPL','price':1}");
        trader.timing.pass(1_000);

        trader.stream.unsubscribe("AAPL");
        node.say("{'type':'price','symbol':'AAPL','price':2}");

        assertThat(node.heard).last().isEqualTo("{\"action\":\"unsubscribe\",\"symbols\":[\"AAPL\"]}");
        assertThat(trader.stream.latest("AAPL")).isEmpty();
        assertThat(trader.diary.prices()).containsExactly("AAPL 1");
    }

    @Test
    void aSymbolThatIsRefusedIsToldAndNotAskedForAgain() {
        Trader trader = new Trader();
        Attempt node = trader.connected("AAPL", "A B");
        node.say("{'type':'ack','symbols':['AAPL'],'rejected':[{'symbol':'A B','code':'invalid_symbol'}]}");
        node.hangUp(1012);
        trader.timing.pass(500);

        assertThat(trader.diary.entries).contains("rejected A B invalid_symbol");
        assertThat(trader.server.last().accept().heard)
                .containsExactly("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
    }

    @Test
    void aRhythmIsAskedForWithTheSymbols() {
        Trader trader = new Trader(StreamOptions.usual().withInterval(Duration.ofSeconds(1)));

        assertThat(trader.connected("A\"B\n").heard)
                .containsExactly("{\"action\":\"subscribe\",\"symbols\":[\"A\\u0022B\"],\"interval_ms\":1000}");
    }
}
