package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryMarketOverrides;
import io.tradecache.core.model.market.MarketOverride;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarketOverrideRoutesTest {

    private static final String PATH = "/api/v1/admin/market/overrides";
    private static final String MOURNING =
            "{\"date\":\"2026-03-09\",\"kind\":\"CLOSED\",\"name\":\"National Day of Mourning\"}";
    private static final String SNOW =
            "{\"date\":\"2026-12-07\",\"kind\":\"HOURS\",\"open\":\"11:00\",\"close\":\"14:30\",\"name\":\"Snow\"}";

    private final InMemoryMarketOverrides kept = new InMemoryMarketOverrides();
    private final Api api = Api.startInNewYork(kept);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theWholeListIsReplacedAndTheMarketFollowsAtOnce() {
        assertThat(api.get(PATH).body()).isEqualTo("{\"market\":\"XNYS\",\"overrides\":[]}");
        assertThat(api.get("/api/v1/market/status").text("phase")).isEqualTo("OPEN");

        Api.Answer replaced = api.put(PATH, list(SNOW, MOURNING));

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.body())
                .isEqualTo("{\"market\":\"XNYS\",\"overrides\":["
                        + MOURNING.replace("\"name\"", "\"open\":null,\"close\":null,\"name\"") + "," + SNOW + "]}");
        assertThat(api.get(PATH).body()).isEqualTo(replaced.body());
        assertThat(api.get("/api/v1/market/status").text("phase")).isEqualTo("CLOSED");
        assertThat(api.get("/api/v1/market/sessions?from=2026-03-09&to=2026-03-09")
                        .body())
                .contains("\"sessions\":[]", "\"name\":\"National Day of Mourning\",\"kind\":\"ONE_OFF\"");
        assertThat(api.get("/api/v1/market/sessions?from=2026-12-07&to=2026-12-08")
                        .json()
                        .get("sessions")
                        .findValuesAsText("name"))
                .containsExactly("Snow");

        assertThat(api.put(PATH, "{\"overrides\":[]}").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/market/status").text("phase")).isEqualTo("OPEN");
    }

    @Test
    void whatWasReadCanBePutBack() {
        api.put(PATH, list(SNOW, MOURNING));
        String overrides = api.get(PATH).json().get("overrides").toString();

        assertThat(api.put(PATH, "{\"overrides\":" + overrides + "}").status()).isEqualTo(200);

        assertThat(api.get(PATH).json().get("overrides").toString()).isEqualTo(overrides);
    }

    @Test
    void everyBadEntryIsNamedByItsPlaceAndNothingChanges() {
        api.put(PATH, list(MOURNING));

        Api.Answer refused = api.put(
                PATH,
                list(
                        SNOW,
                        SNOW,
                        SNOW.replace("2026-12-07", "1929-10-29"),
                        SNOW.replace("2026-12-07", "2026-02-30"),
                        SNOW.replace("HOURS", "SHORT"),
                        SNOW.replace("11:00", "15:00"),
                        SNOW.replace("11:00", "11 o'clock"),
                        MOURNING.replace("CLOSED", "HOURS"),
                        MOURNING.replace("National Day of Mourning", " "),
                        MOURNING.replace("}", ",\"why\":\"\"}"),
                        "7"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.kind()).isEqualTo("invalid-fields");
        assertThat(refused.json().get("errors").findValuesAsText("pointer"))
                .containsExactly(
                        "/overrides/1/date",
                        "/overrides/2/date",
                        "/overrides/3/date",
                        "/overrides/4/kind",
                        "/overrides/5/close",
                        "/overrides/6/open",
                        "/overrides/7/open",
                        "/overrides/8/name",
                        "/overrides/9/why",
                        "/overrides/10");
        assertThat(refused.body()).contains("1990-01-01 to 2046-12-31");
        assertThat(kept.all("XNYS")).hasSize(1);
    }

    @Test
    void onlySoManyEntriesAndErrorsAreTaken() {
        String many = IntStream.rangeClosed(0, 1_000)
                .mapToObj(day -> MOURNING.replace(
                        "2026-03-09", LocalDate.of(2026, 3, 9).plusDays(day).toString()))
                .collect(Collectors.joining(","));

        Api.Answer refused = api.put(PATH, list(many));
        Api.Answer wrong = api.put(PATH, list(many.replace("CLOSED", "SHUT")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/overrides");
        assertThat(wrong.json().get("errors")).hasSize(100);
    }

    @Test
    void aMarketThatNeverClosesTakesNone() {
        try (Api simulated = Api.start()) {
            assertThat(simulated.get(PATH).body()).isEqualTo("{\"market\":\"SIM\",\"overrides\":[]}");

            Api.Answer refused = simulated.put(PATH, list(SNOW));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("detail")).contains("SIM");
        }
    }

    @Test
    void whatAnotherNodeKeptIsShownBeforeThisOneFollows() {
        kept.replace("XNYS", List.of(MarketOverride.closed(LocalDate.of(2026, 3, 9), "Elsewhere")));

        assertThat(api.get(PATH).body()).contains("Elsewhere");
    }

    private static String list(String... entries) {
        return "{\"overrides\":[" + String.join(",", entries) + "]}";
    }
}
