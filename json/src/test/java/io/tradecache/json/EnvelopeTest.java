package io.tradecache.json;

import static io.tradecache.testkit.Samples.MONDAY_MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.testkit.Samples;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private final Codec codec = new Codec();
    private final Envelope envelope = new Envelope(codec);
    private final CacheEntry<Portfolio> entry = Samples.entry(Samples.portfolio(7));

    @Test
    void anEnvelopeIsReadableJson() {
        String json = new String(envelope.encode(entry), StandardCharsets.UTF_8);

        assertThat(json)
                .startsWith(
                        "{\"v\":1,\"cached_at\":\"2026-03-09T14:30:00.123456Z\",\"version\":7,\"data\":{\"portfolio_id\":")
                .endsWith("}}");
    }

    @Test
    void whatIsWrappedIsUnwrappedEqual() {
        CacheEntry<Portfolio> read = envelope.decode(envelope.encode(entry), Portfolio.class);

        assertThat(read.value()).isEqualTo(entry.value());
        assertThat(read.version()).isEqualTo(7);
        assertThat(read.storedAt()).isEqualTo(MONDAY_MORNING);
    }

    @Test
    void anUnwrappedEntryCarriesExactlyTheDatasBytes() {
        CacheEntry<Portfolio> read = envelope.decode(envelope.encode(entry), Portfolio.class);

        assertThat(read.json()).isEqualTo(codec.encode(entry.value()));
    }

    @Test
    void anEntryThatKnowsItsJsonIsNotEncodedAgain() {
        byte[] known = "{\"known\":true}".getBytes(StandardCharsets.UTF_8);

        byte[] json = envelope.encode(new CacheEntry<>(entry.value(), 7, MONDAY_MORNING, known));

        assertThat(new String(json, StandardCharsets.UTF_8)).endsWith(",\"data\":{\"known\":true}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "42", "null"})
    void dataMayBeAnyJson(String value) {
        byte[] json = envelope.encode(CacheEntry.of(value, 0, MONDAY_MORNING));

        assertThat(envelope.decode(json, String.class).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "{}",
                "{\"v\":2,\"cached_at\":\"2026-03-09T14:30:00Z\",\"version\":7,\"data\":\"text\"}",
                "{\"v\":1,\"cached_at\":\"yesterday\",\"version\":7,\"data\":\"text\"}",
                "{\"v\":1,\"cached_at\":\"2026-03-09T14:30:00Z\",\"version\":\"7\",\"data\":\"text\"}",
                "{\"v\":1,\"cached_at\":\"2026-03-09T14:30:00Z\",\"data\":\"text\",\"version\":7}",
                "{\"v\":1,\"cached_at\":\"2026-03-09T14:30:00Z\",\"version\":7,\"data\":\"text\"",
                "{\"v\":1,\"cached_at\":\"2026-03-09T14:30:00Z\",\"version\":7,\"data\":\"text\"}}",
                "{\"v\":1,\"cached_at\":\"2026-03-09T14:30:00Z\",\"version\":7,\"data\":}",
            })
    void anythingElseIsATypedFailure(String json) {
        assertThatThrownBy(() -> envelope.decode(json.getBytes(StandardCharsets.UTF_8), String.class))
                .isInstanceOf(MalformedJsonException.class);
    }
}
