package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.Codec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int prices;

    @Test
    void aRunningServerIsMeasured() throws JsonProcessingException {
        ScheduledExecutorService market = Executors.newSingleThreadScheduledExecutor();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode node = new RunningNode(TestServers.freshRedis(), database, "manual")) {
            String url = "http://127.0.0.1:" + node.port();
            Future<?> trading = market.scheduleWithFixedDelay(() -> state(node), 0, 50, TimeUnit.MILLISECONDS);

            assertThat(load("--url", url, "--connections", "10", "--symbol-list", "AAPL", "--symbols", "1", "--json"))
                    .isZero();
            JsonNode report = new Codec().mapper().readTree(out.toString());
            out.getBuffer().setLength(0);
            assertThat(load("--url", url, "--connections", "5", "--seconds", "1", "--warm-up", "0"))
                    .isZero();

            assertThat(report.path("connections").path("opened").asInt()).isEqualTo(10);
            assertThat(report.path("frames").asLong()).isPositive();
            assertThat(report.path("server_cores").asDouble()).isPositive();
            assertThat(out.toString()).contains("5 of 5 connected", "send lag", "none by the server");
            assertThat(err.toString()).contains("connecting", "measuring");
            assertThat(trading).isNotDone();
        } finally {
            market.shutdownNow();
        }
    }

    @Test
    void whatAServerRefusesIsToldAndEndsWithOne() throws JsonProcessingException {
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode node = new RunningNode(TestServers.freshRedis(), database, "manual")) {
            String url = "http://127.0.0.1:" + node.port();

            assertThat(load("--url", url, "--connections", "3", "--interval-ms", "50", "--seconds", "1"))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("3 of 3 connected", "refused", "3: invalid_interval");
            out.getBuffer().setLength(0);
            assertThat(load(
                            "--url",
                            url,
                            "--connections",
                            "2",
                            "--symbol-list",
                            "AAPL,A B",
                            "--symbols",
                            "2",
                            "--json"))
                    .isEqualTo(1);

            JsonNode report = new Codec().mapper().readTree(out.toString());
            assertThat(report.at("/refused/symbols/invalid_symbol").asInt()).isEqualTo(2);
            assertThat(report.at("/refused/messages").isEmpty()).isTrue();
        }
    }

    @Test
    void aServerThatIsNotThereEndsWithOne() {
        assertThat(load("--url", "http://127.0.0.1:1", "--connections", "2")).isEqualTo(1);

        assertThat(out.toString()).contains("0 of 2 connected", "failed");
    }

    @Test
    void wrongUseEndsWithTwo() {
        assertThat(load("--url", "http://192.0.2.1")).isEqualTo(2);
        assertThat(load("--url", "ftp://127.0.0.1")).isEqualTo(2);
        assertThat(load("--slow", "2")).isEqualTo(2);

        assertThat(err.toString()).contains("--i-own-this-server", "--url must be", "slowShare must be 0 to 1");
    }

    private void state(RunningNode node) {
        String price = "150." + String.format(Locale.ROOT, "%02d", ++prices % 100);
        node.http().post("/api/v1/admin/feed/prices", "{\"prices\":[{\"symbol\":\"AAPL\",\"price\":" + price + "}]}");
    }

    private int load(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "load";
        System.arraycopy(options, 0, words, 1, options.length);
        return Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
