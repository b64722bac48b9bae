package io.tradecache.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A browser without a window. Not thread-safe. */
final class Chromium implements AutoCloseable {

    private static final String VARIABLE = "TRADECACHE_CHROMIUM";
    private static final String PLACE = "/usr/bin/chromium";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it, or skips the test where there is none. */
    static Chromium start() {
        Optional<Path> found = found();
        Assumptions.assumeTrue(
                found.isPresent(),
                "Skipped: no Chromium found. Install one as " + PLACE + ", or name it in " + VARIABLE);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        List<String> arguments = new ArrayList<>(List.of("--disable-dev-shm-usage"));
        if (System.getProperty("user.name").equals("root")) {
            arguments.add("--no-sandbox");
        }
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found.orElseThrow())
                        .setArgs(arguments));
        return new Chromium(playwright, browser);
    }

    Page page() {
        return browser.newPage();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> found() {
        String named = System.getenv(VARIABLE);
        return Optional.of(Path.of(named == null || named.isBlank() ? PLACE : named))
                .filter(Files::isExecutable);
    }
}
