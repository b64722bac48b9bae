package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.inmemory.InMemoryMarketOverrides;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketRoutesTest {

    private static final String SESSIONS = "/api/v1/market/sessions";

    private final Api api = Api.startInNewYork(new InMemoryMarketOverrides());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theStatusSaysWhatTheMarketDoesAndWhatIsNext() {
        api.clock.set("2026-11-24T16:00:00Z");

        assertThat(api.get("/api/v1/market/status").body())
                .isEqualTo("{\"market\":\"XNYS\",\"phase\":\"OPEN\",\"is_open\":true,"
                        + "\"next_open\":\"2026-11-25T14:30:00Z\",\"next_close\":\"2026-11-24T21:00:00Z\","
                        + "\"session_date\":\"2026-11-24\",\"early_close\":false,\"as_of\":\"2026-11-24T16:00:00Z\"}");
    }

    @Test
    void onAHolidayTheNextSessionCounts() {
        api.clock.set("2026-11-26T16:00:00Z");

        Api.Answer status = api.get("/api/v1/market/status");

        assertThat(status.text("phase")).isEqualTo("CLOSED");
        assertThat(status.json().get("is_open").booleanValue()).isFalse();
        assertThat(status.text("session_date")).isEqualTo("2026-11-27");
        assertThat(status.text("next_close")).isEqualTo("2026-11-27T18:00:00Z");
        assertThat(status.json().get("early_close").booleanValue()).isTrue();
        assertThat(status.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aMarketThatNeverClosesHasNothingNext() {
        try (Api simulated = Api.start()) {
            assertThat(simulated.get("/api/v1/market/status").body())
                    .contains("\"market\":\"SIM\"", "\"is_open\":true", "\"next_open\":null", "\"next_close\":null");
            assertThat(simulated
                            .get(SESSIONS + "?from=2026-11-28&to=2026-11-29")
                            .json()
                            .get("sessions"))
                    .hasSize(2);
        }
    }

    @Test
    void sessionsAndClosuresAreThoseOfBothDaysAndAllBetween() {
        Api.Answer week = api.get(SESSIONS + "?from=2026-11-25&to=2026-11-30");

        assertThat(week.status()).isEqualTo(200);
        assertThat(week.text("market")).isEqualTo("XNYS");
        assertThat(week.json().get("sessions").findValuesAsText("date"))
                .containsExactly("2026-11-25", "2026-11-27", "2026-11-30");
        assertThat(week.json().at("/sessions/1").toString())
                .isEqualTo("{\"date\":\"2026-11-27\",\"open\":\"2026-11-27T14:30:00Z\","
                        + "\"close\":\"2026-11-27T18:00:00Z\",\"early_close\":true,\"late_open\":false}");
        assertThat(week.json().get("closures").toString())
                .isEqualTo("[{\"date\":\"2026-11-26\",\"name\":\"Thanksgiving Day\",\"kind\":\"HOLIDAY\"}]");
    }

    @Test
    void withoutDaysThirtyFromTodayInNewYorkAreMeant() {
        api.clock.set("2026-11-25T03:00:00Z");

        JsonNode days = api.get(SESSIONS).json();

        assertThat(days.get("from").asText()).isEqualTo("2026-11-24");
        assertThat(days.get("to").asText()).isEqualTo("2026-12-23");
        assertThat(api.get(SESSIONS + "?from=2026-12-24").text("to")).isEqualTo("2027-01-22");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?from=today                       | 422 | from must be a date",
                "?to=2026-02-30                    | 422 | to must be a date",
                "?from=                            | 422 | from must be a date",
                "?from=2026-11-25&to=2026-11-24    | 422 | 1 to 400 days",
                "?from=2026-01-01&to=2027-02-05    | 422 | 1 to 400 days",
                "?from=1989-12-31&to=1990-01-31    | 422 | from must be from 1990-01-01 to 2046-12-31",
                "?from=2046-12-31                  | 422 | to must be from 1990-01-01 to 2046-12-31",
                "?from=%2B999999999-12-31          | 422 | from must be from 1990-01-01 to 2046-12-31"
            })
    void daysThatCannotBeAreRefused(String query, int status, String detail) {
        Api.Answer answer = api.get(SESSIONS + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.kind()).isEqualTo("invalid-query");
        assertThat(answer.text("detail")).contains(detail);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void fourHundredDaysCanBeAskedForAtOnce() {
        assertThat(api.get(SESSIONS + "?from=2026-01-01&to=2027-02-04").status())
                .isEqualTo(200);
    }
}
