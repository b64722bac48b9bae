package io.tradecache.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Map<String, String> ALPACA =
            Map.of("TRADECACHE_ALPACA_KEY_ID", "keyid", "TRADECACHE_ALPACA_SECRET_KEY", "hush");
    private static final Map<String, String> FINNHUB = Map.of("TRADECACHE_FINNHUB_TOKEN", "hush");

    @Test
    void withoutMoreTheProvidersOwnAddressesAndFreeLimitsCount() {
        AlpacaSettings alpaca = AlpacaSettings.of(ALPACA);
        FinnhubSettings finnhub = FinnhubSettings.of(FINNHUB);

        assertThat(alpaca.restUrl()).hasToString("https://data.alpaca.markets");
        assertThat(alpaca.streamUrl()).hasToString("wss://stream.data.alpaca.markets/v2");
        assertThat(alpaca.feed()).isEqualTo("iex");
        assertThat(alpaca.callsPerMinute()).isEqualTo(200);
        assertThat(finnhub.restUrl()).hasToString("https://finnhub.io/api/v1");
        assertThat(finnhub.streamUrl()).hasToString("wss://ws.finnhub.io");
        assertThat(finnhub.callsPerMinute()).isEqualTo(60);
        assertThat(finnhub.callsPerSecond()).isEqualTo(30);
    }

    @Test
    void variablesTakeThePlaceOfDefaults() {
        AlpacaSettings alpaca = AlpacaSettings.of(with(
                ALPACA,
                Map.of(
                        "TRADECACHE_ALPACA_FEED", "sip",
                        "TRADECACHE_ALPACA_CALLS_PER_MINUTE", "10000",
                        "TRADECACHE_ALPACA_REST_URL", "http://localhost:1/x/",
                        "TRADECACHE_ALPACA_STREAM_URL", "ws://localhost:2")));

        assertThat(alpaca.feed()).isEqualTo("sip");
        assertThat(alpaca.callsPerMinute()).isEqualTo(10_000);
        assertThat(alpaca.restUrl()).hasToString("http://localhost:1/x");
        assertThat(alpaca.streamUrl()).hasToString("ws://localhost:2");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> AlpacaSettings.of(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TRADECACHE_ALPACA_KEY_ID must be set");
        assertThatThrownBy(() -> AlpacaSettings.of(Map.of("TRADECACHE_ALPACA_KEY_ID", "k")))
                .hasMessage("TRADECACHE_ALPACA_SECRET_KEY must be set");
        assertThatThrownBy(() -> FinnhubSettings.of(Map.of("TRADECACHE_FINNHUB_TOKEN", " ")))
                .hasMessage("TRADECACHE_FINNHUB_TOKEN must be set");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(
                        () -> FinnhubSettings.of(with(FINNHUB, Map.of("TRADECACHE_FINNHUB_CALLS_PER_MINUTE", "many"))))
                .hasMessage("TRADECACHE_FINNHUB_CALLS_PER_MINUTE must be a whole number above zero");
        assertThatThrownBy(() -> FinnhubSettings.of(with(FINNHUB, Map.of("TRADECACHE_FINNHUB_REST_URL", "ftp://x"))))
                .hasMessageStartingWith("TRADECACHE_FINNHUB_REST_URL must be a URI with a host");
        assertThatThrownBy(() -> FinnhubSettings.of(with(FINNHUB, Map.of("TRADECACHE_FINNHUB_STREAM_URL", "w s"))))
                .hasMessageStartingWith("TRADECACHE_FINNHUB_STREAM_URL must be a URI: ");
        assertThatThrownBy(() -> AlpacaSettings.of(with(ALPACA, Map.of("TRADECACHE_ALPACA_FEED", "../x"))))
                .hasMessageStartingWith("the feed must be one of Alpaca's");
    }

    @Test
    void theirTextShowsNoSecrets() {
        assertThat(AlpacaSettings.of(ALPACA).toString()).contains("iex").doesNotContain("keyid", "hush");
        assertThat(FinnhubSettings.of(FINNHUB).toString())
                .contains("finnhub.io")
                .doesNotContain("hush");
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
