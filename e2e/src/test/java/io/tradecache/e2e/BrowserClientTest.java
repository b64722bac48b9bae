package io.tradecache.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The client for browsers by itself; its tests are written in its own language. */
class BrowserClientTest {

    private static final String SITE = "http://unit.test/";
    private static final Map<String, String> FILES = Map.of(
            SITE + "client/tradecache-stream.js", "/io/tradecache/realtime/tradecache-stream.js",
            SITE + "tests.js", "/io/tradecache/e2e/tradecache-stream.test.js");

    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void openAPageThatAllowsLittle() {
        chromium = Chromium.start();
        page = chromium.page();
        page.route(SITE + "**", BrowserClientTest::answer);
        page.navigate(SITE);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> theClientKeepsItsPromises() {
        List<?> names = (List<?>) page.evaluate("() => import('/tests.js').then(({tests}) => Object.keys(tests))");
        return names.stream()
                .map(String.class::cast)
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> page.evaluate("name => import('/tests.js').then(({tests}) => tests[name]())", name)));
    }

    private static void answer(Route route) {
        String file = FILES.get(route.request().url());
        Route.FulfillOptions answer = new Route.FulfillOptions();
        if (file == null) {
            answer.setContentType("text/html")
                    .setBody("<!doctype html>")
                    .setHeaders(Map.of("Content-Security-Policy", "default-src 'none'; script-src 'self'"));
        } else {
            answer.setContentType("text/javascript").setBody(text(file));
        }
        route.fulfill(answer);
    }

    private static String text(String file) {
        try (InputStream resource = BrowserClientTest.class.getResourceAsStream(file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
