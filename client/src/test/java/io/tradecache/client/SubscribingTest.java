package io.tradecache.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.client.InMemoryConnector.Attempt;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
    void whatIsTooMuchForAMessageIsToldInSeveralNotTooFast() {
        Trader trader = new Trader();
        List<String> symbols = numbered(3_000);
        trader.connected("AAPL").hangUp(1006);
        trader.stream.subscribe(symbols);
        trader.timing.pass(500);

        Attempt node = trader.server.last().accept();

        assertThat(node.heard).hasSize(1);
        trader.timing.pass(99);
        assertThat(node.heard).hasSize(1);
        trader.timing.pass(1);
        assertThat(node.heard).hasSize(2);
        trader.timing.pass(1_000);
        assertThat(node.heard)
                .hasSize(6)
                .allSatisfy(message -> assertThat(message.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(8 << 10));
        assertThat(symbolsIn(node.heard)).hasSize(3_001).startsWith("AAPL").containsAll(symbols);
    }

    @Test
    void asManySymbolsAsAServerTakesAreAskedForInOneMessage() {
        Trader trader = new Trader();

        assertThat(trader.connected(numbered(200).toArray(String[]::new)).heard).hasSize(1);
    }

    @Test
    void aMessageIsNoLongerForSymbolsThatAreLongOnTheWire() {
        Trader trader = new Trader();
        Attempt node = trader.connected(IntStream.range(0, 500)
                .mapToObj(number -> "€€€€€\"\n\"" + number)
                .toArray(String[]::new));
        trader.timing.pass(1_000);

        assertThat(node.heard)
                .hasSizeGreaterThan(1)
                .allSatisfy(message -> assertThat(message.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(8 << 10));
    }

    @Test
    void whatIsTooManyForTheServerIsToldWhileTheRestIsAskedFor() {
        Trader trader = new Trader();
        Attempt node = trader.connected(numbered(1_000).toArray(String[]::new));

        node.say("{'type':'ack','rejected':[{'symbol':'SYMBOL-000999','code':'too_many_symbols'}]}");
        trader.timing.pass(1_000);

        assertThat(trader.diary.entries).contains("rejected SYMBOL-000999 too_many_symbols");
        assertThat(symbolsIn(node.heard)).containsExactlyElementsOf(numbered(999));
    }

    @Test
    void roomIsMadeBeforeMoreIsAskedFor() {
        Trader trader = new Trader();
        List<String> symbols = numbered(1_000);
        Attempt node = trader.connected(symbols.toArray(String[]::new));
        trader.timing.pass(1_000);
        node.heard.clear();

        trader.stream.unsubscribe(symbols);
        trader.stream.subscribe("AAPL");
        trader.timing.pass(1_000);

        assertThat(node.heard).hasSize(3);
        assertThat(symbolsIn(node.heard.subList(0, 2))).containsExactlyElementsOf(symbols);
        assertThat(node.heard).last().isEqualTo("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
    }

    @Test
    void whatIsFarTooLongForASymbolIsRefusedWithoutTheServer() {
        Trader trader = new Trader();
        String endless = "A".repeat(20_000);

        Attempt node = trader.connected(endless, "AAPL");

        assertThat(node.heard).containsExactly("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        assertThat(trader.diary.entries).contains("rejected " + endless + " invalid_symbol");
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

    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> String.format("SYMBOL-%06d", number))
                .toList();
    }

    private static List<String> symbolsIn(List<String> messages) {
        return messages.stream()
                .map(message -> message.substring(message.indexOf('[') + 1, message.indexOf(']')))
                .flatMap(listed -> Arrays.stream(listed.replace("\"", "").split(",")))
                .toList();
    }
}
