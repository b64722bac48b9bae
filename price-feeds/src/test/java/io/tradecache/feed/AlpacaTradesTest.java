package io.tradecache.feed;

import static io.tradecache.feed.AlpacaStub.trade;
import static io.tradecache.feed.Heard.stays;
import static io.tradecache.feed.Heard.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.port.PriceFeed;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AlpacaTradesTest extends OnAlpacasStream {

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
    void aSlowListenerHearsTheNewestPriceOfEachSymbolAndTheConnectionStays() {
        CountDownLatch go = new CountDownLatch(1);
        Duration silence = Duration.ofSeconds(2);
        PriceFeed.Stream stream = open(stub.settings().withTiming(Hurry.pinging(silence)), quote -> {
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
        stays(silence.multipliedBy(3).dividedBy(2), () -> heard.quotes().size() == 1);
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

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
