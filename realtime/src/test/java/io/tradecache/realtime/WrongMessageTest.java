package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a message is named, so that whoever wrote the client need not guess. */
class WrongMessageTest {

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final Client client = desk.plain(outbound);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'{\"action\":\"subscribe\",\"symbols\":\"AAPL\"}',invalid_symbol,symbols is a list of texts",
                "'{\"action\":\"subscribe\",\"symbols\":[[]]}',invalid_symbol,symbols is a list of texts",
                "'{\"action\":\"subscribe\",\"symbols\":[\"A\"],\"interval_ms\":\"fast\"}',invalid_interval,interval_ms is a whole number from 100 to 5000",
                "'{\"action\":\"subscribe\",\"symbols\":[\"A\"],\"interval_ms\":99}',invalid_interval,interval_ms is a whole number from 100 to 5000",
                "'{\"action\":{}}',malformed_json,A message is a JSON object with an action",
                "'{\"action\":\"subscribe\",\"symbols\":[\"A\"',malformed_json,A message is a JSON object with an action"
            })
    void theFieldIsNamed(String message, String code, String what) {
        client.heard(message);

        assertThat(outbound.received()).singleElement().satisfies(frame -> {
            assertThat(frame.path("code").asText()).isEqualTo(code);
            assertThat(frame.path("message").asText()).isEqualTo(what);
        });
    }
}
