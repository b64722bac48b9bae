package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.EarningsReport;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefreshPolicyRoutesTest {

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void thePolicyIsExplained() {
        api.earnings.save(List.of(new EarningsReport(new Symbol("AAPL"), LocalDate.of(2026, 3, 9))));

        Api.Answer answer = api.get("/api/v1/refresh-policy?symbol=aapl&data_type=PRICE_CURRENT");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"symbol\":\"AAPL\",\"data_type\":\"PRICE_CURRENT\",\"base_ms\":30000,"
                        + "\"interval_ms\":7500,\"next_refresh_at\":\"2026-03-09T14:30:07.500Z\",\"factors\":["
                        + "{\"name\":\"market_phase\",\"applied\":false,\"value\":1,"
                        + "\"why\":\"the regular session is on\"},"
                        + "{\"name\":\"volatility\",\"applied\":false,\"value\":0.5,"
                        + "\"why\":\"the volatility is not known\"},"
                        + "{\"name\":\"earnings\",\"applied\":true,\"value\":0.25,"
                        + "\"why\":\"the company reports its earnings for this session\"}]}");
    }

    @Test
    void theTypeMayBeWrittenInSmallLetters() {
        assertThat(api.get("/api/v1/refresh-policy?symbol=AAPL&data_type=indicators")
                        .json()
                        .get("interval_ms")
                        .longValue())
                .isEqualTo(3_600_000);
    }
}
