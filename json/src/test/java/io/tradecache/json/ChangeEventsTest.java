package io.tradecache.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeEventsTest {

    private final ChangeEvents events = new ChangeEvents(new Codec());

    @Test
    void anEventIsReadBackEqual() {
        ChangeEvent event = Samples.event(List.of("portfolios:amelia", "portfolio:amelia:portfolio_1"), null);

        PublishedEvent published = new PublishedEvent(event, "publisher-1", 17);
        assertThat(events.decode(events.encode(published))).isEqualTo(published);
    }

    @Test
    void whoPublishedAnEventStandsBesideItsOtherFields() {
        PublishedEvent published = new PublishedEvent(Samples.event(List.of(), null), "publisher-1", Long.MAX_VALUE);

        assertThat(new String(events.encode(published), StandardCharsets.UTF_8))
                .startsWith("{\"v\":1,\"event_id\":\"")
                .contains("\"watchlist_id\":null", "\"origin\":\"node-1\"")
                .endsWith(",\"publisher\":\"publisher-1\",\"seq\":9223372036854775807}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"publisher\":\"p\"", ",\"seq\":3", ",\"publisher\":\"p\",\"seq\":0"})
    void anEventWithoutAPublisherAndItsNumberIsNotNumbered(String fields) {
        String json = "{\"type\":\"portfolio_update\",\"user_id\":\"amelia\",\"timestamp\":1" + fields + "}";

        PublishedEvent read = events.decode(json.getBytes(StandardCharsets.UTF_8));

        assertThat(read.isNumbered()).isFalse();
        assertThat(read).isEqualTo(PublishedEvent.notNumbered(read.event()));
    }

    @Test
    void anEventHasTheFieldsOfBothShortShapes() {
        ChangeEvent event = Samples.event(List.of(), Samples.TECH);
        String json = new String(events.encode(new PublishedEvent(event, "publisher-1", 1)), StandardCharsets.UTF_8);

        assertThat(json)
                .contains("\"v\":1", "\"type\":\"portfolio_update\"", "\"entity_type\":\"portfolio\"")
                .contains("\"user_id\":\"amelia\"", "\"entity_id\":\"portfolio_retirement\"")
                .contains("\"portfolio_id\":\"portfolio_retirement\"", "\"watchlist_id\":\"watchlist_tech\"")
                .contains("\"timestamp\":1773066600,", "\"occurred_at\":\"2026-03-09T14:30:00.123456Z\"");
    }

    @Test
    void theShapeWithAnEntityIsUnderstood() {
        ChangeEvent event = decode("{\"entity_type\":\"watchlist\",\"user_id\":\"amelia\","
                + "\"entity_id\":\"watchlist_tech\",\"timestamp\":\"2026-03-09T14:30:00.5+00:00\"}");

        assertThat(event.type()).isEqualTo("watchlist_update");
        assertThat(event.entityType()).isEqualTo("watchlist");
        assertThat(event.entityId()).isEqualTo("watchlist_tech");
        assertThat(event.timestamp()).isEqualTo(1773066600);
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-09T14:30:00.5Z"));
        assertThat(event.keys()).isEmpty();
    }

    @Test
    void theShapeWithAPortfolioIsUnderstood() {
        ChangeEvent event = decode("{\"type\":\"portfolio_update\",\"user_id\":\"amelia\","
                + "\"portfolio_id\":\"portfolio_1\",\"timestamp\":1773066600}");

        assertThat(event.entityType()).isEqualTo("portfolio");
        assertThat(event.entityId()).isEqualTo("portfolio_1");
        assertThat(event.portfolioId()).isEqualTo("portfolio_1");
        assertThat(event.watchlistId()).isNull();
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1773066600));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "null",
                "{}",
                "{\"user_id\":\"amelia\",\"timestamp\":1}",
                "{\"type\":\"portfolio_update\",\"timestamp\":1}",
                "{\"type\":\"portfolio_update\",\"user_id\":\"amelia\"}",
                "{\"type\":\"portfolio_update\",\"user_id\":\"amelia\",\"timestamp\":\"noon\"}",
                "{\"type\":\"portfolio_update\",\"user_id\":\"amelia\",\"timestamp\":999999999999999999}",
                "{\"v\":2,\"type\":\"portfolio_update\",\"user_id\":\"amelia\",\"timestamp\":1}",
            })
    void whatIsNoEventIsATypedFailure(String json) {
        assertThatThrownBy(() -> decode(json)).isInstanceOf(MalformedJsonException.class);
    }

    private ChangeEvent decode(String json) {
        return events.decode(json.getBytes(StandardCharsets.UTF_8)).event();
    }
}
