package io.tradecache.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, ws://127.0.0.1:8080/ws/prices",
        "http://127.0.0.1:8080/, ws://127.0.0.1:8080/ws/prices",
        "https://prices.example, wss://prices.example/ws/prices",
        "https://example.com/trade/, wss://example.com/trade/ws/prices",
        "ws://[::1]:9000/elsewhere?x=1, ws://[::1]:9000/elsewhere?x=1",
        "wss://prices.example/ws/prices, wss://prices.example/ws/prices"
    })
    void theStreamIsBesideTheApi(URI server, URI stream) {
        assertThat(Address.of(server)).isEqualTo(stream);
    }

    @Test
    void whatIsNoServerIsRefused() {
        assertThatThrownBy(() -> Address.of(URI.create("ftp://example.com"))).hasMessageContaining("expected http");
        assertThatThrownBy(() -> Address.of(URI.create("localhost:8080"))).hasMessageContaining("expected http");
        assertThatThrownBy(() -> Address.of(URI.create("/ws/prices"))).hasMessageContaining("expected http");
    }
}
