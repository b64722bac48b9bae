package io.tradecache.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.client.InMemoryConnector.Attempt;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PricesTest {

    private static final String WHOLE = "{'symbol':'AAPL','price':%s,'previous_close':149.5,'change':0.75,"
            + "'change_pct':0.5,'volume':1000,'as_of':'2026-03-09T14:00:%sZ','received_at':'2026-03-09T14:00:09Z',"
            + "'seq':%d,'epoch':'%d','source':'manual','market_state':'OPEN','freshness':'%s'}";

    private final Trader trader = new Trader();
    private final Attempt node = trader.connected("AAPL", "MSFT");

    @Test
    void aSnapshotIsCompletedByWhatChanges() {
        node.say(snapshot("150.25", "01", 17, 3, "LIVE"));
        node.say("{'type':'prices','prices':[{'symbol':'AAPL','price':151.50,'change':2.00,'change_pct':1.34,"
                + "'volume':1100,'as_of':'2026-03-09T14:00:02Z','seq':19}]}");

        Price price = trader.stream.latest(" aapl").orElseThrow();
        assertThat(price)
                .isEqualTo(new Price(
                        "AAPL",
                        new BigDecimal("151.50"),
                        new BigDecimal("149.50"),
                        new BigDecimal("2.00"),
                        new BigDecimal("1.34"),
                        1100L,
                        Instant.parse("2026-03-09T14:00:02Z"),
                        3,
                        19,
                        "manual",
                        "OPEN",
                        null));
        assertThat(trader.stream.prices()).containsOnlyKeys("AAPL");
        assertThat(trader.diary.prices()).containsExactly("AAPL 150.25", "AAPL 151.50");
    }

    @Test
    void noPriceGoesBack() {
        node.say(price("10", "05", 17, 3));
        node.say(price("9", "04", 16, 3));
        node.say(price("8", "05", 16, 3));
        node.say(price("7", "05", 99, 2));
        node.say(price("10", "05", 17, 3));
        node.say("{'type':'prices','prices':[{'symbol':'AAPL','price':6,'as_of':'2026-03-09T14:00:05Z','seq':17}]}");

        assertThat(trader.diary.prices()).containsExactly("AAPL 10");

        node.say(price("11", "05", 18, 3));
        node.say(price("12", "05", 1, 4));
        assertThat(trader.diary.prices()).containsExactly("AAPL 10", "AAPL 11", "AAPL 12");
    }

    @Test
    void whatWasReadDoesNotReplaceWhatWasPublishedUnlessItIsLater() {
        node.say(price("10", "05", 17, 3));
        node.say(snapshot("9", "04", 0, 0, "FRESH"));
        node.say(snapshot("8", "05", 0, 0, "FRESH"));
        assertThat(trader.diary.prices()).containsExactly("AAPL 10");

        node.say(snapshot("11", "06", 0, 0, "FRESH"));
        assertThat(trader.diary.prices()).containsExactly("AAPL 10", "AAPL 11");
    }

    @Test
    void numbersThatBeginAnewWithAServerHoldNothingUp() {
        node.say(price("10", "05", 900, 1));
        node.hangUp(1012);
        trader.timing.pass(500);

        Attempt anew = trader.server.last().accept();
        anew.say(snapshot("11", "06", 1, 1, "LIVE"));
        anew.say("{'type':'prices','prices':[{'symbol':'AAPL','price':12,'as_of':'2026-03-09T14:00:07Z','seq':2}]}");

        assertThat(trader.diary.prices()).containsExactly("AAPL 10", "AAPL 11", "AAPL 12");
    }

    @Test
    void aPriceThatSaysNothingButItselfIsTaken() {
        node.say("{'symbol':'AAPL','price':150.25}");
        node.say("{'type':'price','symbol':'AAPL','price':150.5}");

        assertThat(trader.diary.prices()).containsExactly("AAPL 150.25", "AAPL 150.5");
    }

    @Test
    void aPriceIsStaleWhenNobodyAnswersForIt() {
        assertThat(trader.stream.isStale("AAPL")).as("none came").isTrue();
        node.say(snapshot("10", "05", 17, 3, "LIVE"));
        assertThat(trader.stream.isStale("AAPL")).isFalse();

        node.hangUp(1006);
        trader.timing.pass(10_000);
        assertThat(trader.stream.isStale("AAPL")).as("not long enough").isFalse();
        trader.timing.pass(1);
        assertThat(trader.stream.isStale("AAPL")).isTrue();

        Attempt anew = trader.server.last().accept();
        assertThat(trader.stream.isStale("AAPL")).as("not told of yet").isTrue();
        anew.say(snapshot("10", "05", 17, 3, "FRESH"));
        assertThat(trader.stream.isStale("AAPL")).isFalse();
    }

    @Test
    void aPriceIsStaleAtOnceWhenTheConnectionHasFallenSilent() {
        node.say(snapshot("10", "05", 17, 3, "LIVE"));
        trader.timing.pass(29_999);
        assertThat(trader.stream.isStale("AAPL")).isFalse();

        trader.timing.pass(1);

        assertThat(trader.stream.isStale("AAPL")).isTrue();
    }

    @Test
    void aPriceIsStaleWhenTheServerSaysSoUntilTheNextOne() {
        node.say(snapshot("10", "05", 17, 3, "LIVE"));
        node.say(snapshot("10", "05", 0, 0, "OUTDATED"));
        assertThat(trader.stream.isStale("AAPL")).isTrue();
        assertThat(trader.diary.prices()).as("the price itself is no news").containsExactly("AAPL 10");

        node.say("{'type':'prices','prices':[{'symbol':'AAPL','price':10,'as_of':'2026-03-09T14:00:06Z','seq':18}]}");
        assertThat(trader.stream.isStale("AAPL")).isFalse();
    }

    @Test
    void theListenerHearsOfEverythingElse() {
        node.say(
                "{'type':'market_status','market':'XNYS','phase':'OPEN','is_open':true,'as_of':'2026-03-09T14:00:00Z'}");
        node.say("{'type':'feed_status','feed':'alpaca','status':'degraded'}");
        node.say("{'type':'feed_status','feed':'alpaca','status':'ok'}");
        node.say("{'type':'invalidation','entity_type':'portfolio','entity_id':'portfolio_1'}");
        node.say("{'type':'error','code':'unknown_action','message':'The actions are …'}");

        assertThat(trader.diary.prices())
                .containsExactly(
                        "XNYS OPEN true",
                        "alpaca ill",
                        "alpaca healthy",
                        "refetch portfolio portfolio_1",
                        "error unknown_action");
    }

    @Test
    void whatIsNotUnderstoodIsPassedOver() {
        node.say("{'type':'weather','sky':'blue'}")
                .say("{'type':'price','symbol':'AAPL','price':1,'moon':{'phase':[null,true]}}")
                .say("{'type':'price','symbol':'MSFT','price':'two'}")
                .say(
                        "{'type':'prices','prices':[7,{'symbol':'MSFT'},{'symbol':'MSFT','price':3,'as_of':'now','seq':1.5}]}")
                .say("not JSON")
                .say("[]")
                .say("");

        assertThat(trader.diary.prices()).containsExactly("AAPL 1", "MSFT 3");
        assertThat(trader.stream.isConnected()).isTrue();
        assertThat(node.handled).isEqualTo(7);
    }

    @Test
    void aListenerThatThrowsHearsTheNextAllTheSame() {
        Trader clumsy = new Trader(StreamOptions.usual(), new Diary() {
            @Override
            public void onPrice(Price price) {
                super.onPrice(price);
                throw new IllegalStateException("on purpose");
            }
        });

        clumsy.connected("AAPL").say(price("10", "05", 17, 3)).say(price("11", "06", 18, 3));

        assertThat(clumsy.diary.prices()).containsExactly("AAPL 10", "AAPL 11");
        assertThat(clumsy.stream.isConnected()).isTrue();
    }

    private static String price(String price, String second, int seq, int epoch) {
        return "{'type':'price',"
                + WHOLE.formatted(price, second, seq, epoch, "LIVE").substring(1);
    }

    private static String snapshot(String price, String second, int seq, int epoch, String freshness) {
        return "{'type':'snapshot','prices':[" + WHOLE.formatted(price, second, seq, epoch, freshness) + "]}";
    }
}
