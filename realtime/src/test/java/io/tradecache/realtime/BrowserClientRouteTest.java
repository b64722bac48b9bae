package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class BrowserClientRouteTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theClientForBrowsersIsAModuleThatIsFetchedAgainOnlyWhenItHasChanged() throws Exception {
        try (ServedDesk served = ServedDesk.start(new Desk())) {
            HttpResponse<String> first = get(served, "\"unknown\"");
            String tag = first.headers().firstValue("ETag").orElseThrow();

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(first.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(first.body()).contains("export class PriceStream");
            assertThat(get(served, "\"unknown\", W/" + tag).statusCode()).isEqualTo(304);
        }
    }

    private HttpResponse<String> get(ServedDesk served, String known) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + served.port() + "/client/tradecache-stream.js");
        return http.send(
                HttpRequest.newBuilder(uri).header("If-None-Match", known).build(), BodyHandlers.ofString());
    }
}
