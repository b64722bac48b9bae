package io.tradecache.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.feed.StubServer.Answer;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.RecordingTelemetry;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node tells of a provider that refuses to be asked, and of one that it must not ask any more. */
class RefusingProviderTest {

    private static final Symbol AAPL = new Symbol("AAPL");

    private final AlpacaStub stub =
            new AlpacaStub().snapshot("AAPL", "{\"latestTrade\":{\"t\":\"2026-03-09T14:30:00Z\",\"p\":170}}");
    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private final AlpacaPriceFeed alpaca = new AlpacaPriceFeed(stub.settings(), clock);
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final Tradecache tradecache = Tradecache.builder(
                    new InMemoryCacheStore(clock, new InMemoryEventBus()),
                    new InMemoryDatabase().persistence(),
                    new Snapshots(alpaca),
                    clock)
            .telemetry(telemetry)
            .build();

    @BeforeEach
    void want() {
        tradecache.wants().want(Set.of(AAPL));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 500, 503})
    void oneThatRefusesForAQuarterOfAnHourIsTakenForAFailingOneWithinSecondsAndLeftAlone(int status) {
        stub.server.answerNext(Answer.html(status).with("Retry-After", "900"));

        run("2026-03-09T14:30:05Z");
        assertThat(status().healthy()).isFalse();
        assertThat(status().failures()).isGreaterThanOrEqualTo(3);
        assertThat(telemetry.count("feedRequested false")).isEqualTo(status().failures());
        assertThat(status().reason()).contains("refused", "come again at 2026-03-09T14:45:00Z");

        run("2026-03-09T14:44:59Z");
        assertThat(stub.server.asked()).hasSize(1);

        run("2026-03-09T14:45:31Z");
        assertThat(status()).isEqualTo(new FeedStatus("alpaca", true, 0, ""));
    }

    @Test
    void oneThatAllowsNoMoreCallsForNowIsWell() {
        stub.server.answerNext(Answer.json(200, "{}")
                .with("X-RateLimit-Remaining", "0")
                .with(
                        "X-RateLimit-Reset",
                        String.valueOf(clock.instant().plusSeconds(600).getEpochSecond())));

        run("2026-03-09T14:39:59Z");
        assertThat(stub.server.asked()).hasSize(1);
        assertThat(status()).isEqualTo(new FeedStatus("alpaca", true, 0, ""));

        run("2026-03-09T14:40:01Z");
        assertThat(stub.server.asked()).hasSize(2);
        assertThat(telemetry.count("feedRequested false")).isZero();
    }

    @Test
    void oneWhoseCallsOthersOfThisNodeHaveUsedUpIsWell() {
        for (int i = 0; i < 200; i++) {
            alpaca.fetch(Set.of(AAPL));
        }

        run("2026-03-09T14:30:59Z");
        assertThat(stub.server.asked()).hasSize(200);
        assertThat(status()).isEqualTo(new FeedStatus("alpaca", true, 0, ""));

        run("2026-03-09T14:31:01Z");
        assertThat(stub.server.asked()).hasSize(201);
        assertThat(telemetry.count("feedRequested false")).isZero();
    }

    private FeedStatus status() {
        return tradecache.refreshing().status();
    }

    /** Lets time pass until an instant, and the node fetch what is due meanwhile. */
    private void run(String until) {
        Instant end = Instant.parse(until);
        while (clock.instant().isBefore(end)) {
            tradecache.wants().declare();
            Instant next = tradecache.refreshing().refresher().refreshDue();
            clock.set((next.isBefore(end) ? next : end).toString());
        }
    }

    /** The provider without its stream, which has a health of its own. */
    private record Snapshots(PriceFeed provider) implements PriceFeed {

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
            return provider.fetch(symbols);
        }

        @Override
        public int batchLimit() {
            return provider.batchLimit();
        }
    }
}
