package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.Outdated;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client is told which objects of its user have changed. */
class InvalidationTest {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Outdated OWN = new Outdated("amelia", "portfolio", "portfolio_1");

    private final Desk desk = new Desk();
    private final InMemoryOutbound amelia = new InMemoryOutbound();
    private final InMemoryOutbound other = new InMemoryOutbound();
    private final InMemoryOutbound nobody = new InMemoryOutbound();
    private final Client client = client(amelia, "amelia");

    InvalidationTest() {
        client(other, "bert");
        desk.batching(nobody);
    }

    @Test
    void theOwnersClientsAreToldAndNoOthers() {
        desk.hub.outdated(OWN);
        desk.hub.outdated(OWN);
        desk.pass(INTERVAL);

        assertThat(amelia.texts())
                .containsExactly(
                        "{\"type\":\"invalidation\",\"entity_type\":\"portfolio\",\"entity_id\":\"portfolio_1\"}");
        assertThat(other.texts()).isEmpty();
        assertThat(nobody.texts()).isEmpty();
    }

    @Test
    void aGapIsAChangeOfAllForEveryUser() {
        desk.hub.outdated(OWN);
        desk.hub.outdated(Outdated.EVERYTHING);
        desk.hub.outdated(OWN);
        desk.pass(INTERVAL);

        assertThat(amelia.texts()).containsExactly("{\"type\":\"invalidation\",\"entity_type\":\"all\"}");
        assertThat(other.texts()).containsExactly("{\"type\":\"invalidation\",\"entity_type\":\"all\"}");
        assertThat(nobody.texts()).isEmpty();
    }

    @Test
    void aClientThatIsSlowIsToldAllInOneAndNotDropped() {
        amelia.hesitate();
        client.heard("{\"action\":\"ping\"}");
        IntStream.range(0, 1_000)
                .forEach(n -> desk.hub.outdated(new Outdated("amelia", "watchlist", "watchlist_" + n)));
        desk.pass(INTERVAL);
        assertThat(amelia.texts()).hasSize(1);

        amelia.take();
        amelia.take();
        desk.pass(INTERVAL);

        assertThat(amelia.texts()).containsExactly("{\"type\":\"invalidation\",\"entity_type\":\"all\"}");
        assertThat(amelia.isAborted()).isFalse();
    }

    @Test
    void asManyAsAreEasilyReadAgainAreNamed() {
        List<Outdated> objects = IntStream.range(0, Outdating.MOST)
                .mapToObj(n -> new Outdated("amelia", "watchlist", "watchlist_" + n))
                .toList();
        objects.forEach(desk.hub::outdated);
        objects.forEach(desk.hub::outdated);
        desk.pass(INTERVAL);

        assertThat(amelia.received())
                .extracting(frame -> frame.path("entity_id").asText())
                .containsExactlyElementsOf(
                        objects.stream().map(Outdated::entityId).toList());
    }

    @Test
    void aPlainClientIsSentPricesOnly() {
        InMemoryOutbound plain = new InMemoryOutbound();
        desk.session(new Peer(plain, desk.plain, new Visitor(new UserId("amelia"), false)));

        desk.hub.outdated(OWN);
        desk.pass(INTERVAL);

        assertThat(plain.texts()).isEmpty();
    }

    @Test
    void whatTheBusTellsReachesTheClientBetweenPrices() {
        desk.publish("AAPL", "151");
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        amelia.texts();

        desk.publish("AAPL", "152");
        desk.hub.outdated(OWN);
        desk.pass(INTERVAL);

        assertThat(amelia.received())
                .extracting((JsonNode frame) -> frame.path("type").asText())
                .containsExactly("invalidation", "prices");
    }

    private Client client(InMemoryOutbound outbound, String user) {
        return desk.client(desk.session(new Peer(outbound, desk.batches, new Visitor(new UserId(user), false))));
    }
}
