package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentRoutesTest {

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theDocumentIsServedAsItIsKept() {
        Api.Answer answer = api.get("/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().toString())
                .isEqualTo(new OpenApiDocument().read().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/docs.css", "/docs/swagger-ui-bundle.js"})
    void whoHasItAlreadyIsNotSentItAgain(String path) {
        String tag = api.get(path).header("ETag");

        Api.Answer answer = api.get(path, "If-None-Match", "\"other\", W/" + tag);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(api.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void thePageLoadsNothingFromElsewhereAndRunsNothingInline() {
        Api.Answer page = api.get("/docs");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("//", "<style", "onload").containsPattern("<script src=");
    }

    @Test
    void everyFileOfThePageIsServedAsWhatItIs() {
        Matcher files = Pattern.compile("(?:src|href)=\"(/docs/[^\"]+)\"")
                .matcher(api.get("/docs").body());
        List<String> types = files.results()
                .map(file -> api.get(file.group(1)))
                .peek(answer -> assertThat(answer.status()).isEqualTo(200))
                .map(answer -> answer.header("Content-Type").replaceFirst(";.*", ""))
                .toList();

        assertThat(types).containsExactly("image/png", "text/css", "text/css", "text/javascript", "text/javascript");
    }

    @Test
    void noOtherFileIsServed() {
        assertThat(api.get("/docs/swagger-ui.js").status()).isEqualTo(404);
        assertThat(api.get("/docs/..%2fopenapi%2fshared.yaml").status()).isEqualTo(404);
    }
}
