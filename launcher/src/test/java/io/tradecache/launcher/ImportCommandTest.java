package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.jdbc.DatabaseSettings;
import io.tradecache.jdbc.JdbcDatabase;
import io.tradecache.testkit.ManualClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {

    private static final Symbol AAPL = new Symbol("AAPL");
    private static final LocalDate REPORT = LocalDate.of(2026, 10, 29);

    private final TestDatabase server = TestServers.freshDatabase();
    private final JdbcDatabase database =
            JdbcDatabase.open(DatabaseSettings.of(server.jdbcUrl()).as(server.user(), server.password()));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temporary;

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    @Test
    void datesOfEarningsAreImported() throws IOException {
        assertThat(imported("earnings", "symbol,date\nAAPL,2026-10-29\nMSFT,2026-10-28\n"))
                .isZero();

        assertThat(out.toString()).contains("2 dates of earnings");
        assertThat(database.earnings().reportingOn(List.of(AAPL), REPORT)).containsExactly(AAPL);
    }

    @Test
    void barsAreImportedAndCountAsComplete() throws IOException {
        assertThat(
                        imported(
                                "bars",
                                "symbol,date,open,high,low,close,volume\nAAPL,2025-01-15,234.64,238.96,234.43,237.87,39832000\n"))
                .isZero();

        DailyBar bar = bars().get(0);
        assertThat(bar.close()).isEqualByComparingTo("237.87");
        assertThat(bar.volume()).isEqualTo(39_832_000);
        assertThat(bar.complete()).isTrue();
    }

    @Test
    void inTheEveningOfNewYorkTheDaysBarStillChangesAndTomorrowsIsNotMadeYet() throws IOException {
        ManualClock clock = ManualClock.at("2025-01-16T01:00:00Z");
        Path file = temporary.resolve("bars.csv");
        String header = "symbol,date,open,high,low,close,volume\n";

        Files.writeString(file, header + "AAPL,2025-01-14,1,1,1,1,1\nAAPL,2025-01-15,1,1,1,1,1\n");
        assertThat(importBars(clock, file)).isZero();
        assertThat(bars()).extracting(DailyBar::complete).containsExactly(true, false);

        Files.writeString(file, header + "AAPL,2025-01-16,1,1,1,1,1\n");
        assertThat(importBars(clock, file)).isNotZero();
        assertThat(bars()).hasSize(2);
    }

    @Test
    void ofAFileWithOneWrongLineNothingIsImported() throws IOException {
        database.migrate();

        int exitCode = imported("bars", """
                symbol,date,open,high,low,close,volume
                AAPL,2025-01-15,1,1,1,1,10
                AAPL,2025-01-16,1,2,3,1,10
                AAPL,2025-01-17,1,1,1,1,1.5
                AAPL,2025-01-18,-1,1,1,1,1
                AAPL,9999-01-01,1,1,1,1,1
                """);

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "cannot be imported, and nothing of it was:",
                        "line 3: low and high must enclose open and close",
                        "line 4: volume must be a whole number such as 1000, not '1.5'",
                        "line 5: open must be a number such as 187.25, not '-1'",
                        "line 6: date must not be after today");
        assertThat(bars()).isEmpty();
    }

    @Test
    void theCommandsExplainThemselves() {
        assertThat(run("import", "bars", "--help")).isZero();
        assertThat(run("import")).isEqualTo(2);
        assertThat(run("import", "bars")).isEqualTo(2);

        assertThat(out.toString()).contains("symbol,date,open,high,low,close,volume", "tradecache import bars");
        assertThat(err.toString()).contains("earnings", "FILE.csv");
    }

    private List<DailyBar> bars() {
        return database.persistence()
                .history()
                .bars(List.of(AAPL), LocalDate.of(2025, 1, 1), LocalDate.of(2025, 2, 1))
                .getOrDefault(AAPL, List.of());
    }

    private int imported(String what, String text) throws IOException {
        Path file = Files.writeString(temporary.resolve(what + ".csv"), text);
        return run("import", what, file.toString(), "--database-url", url());
    }

    private int importBars(ManualClock clock, Path file) {
        CommandLine command = SettingOptions.added(new ImportBarsCommand(Map.of(), clock))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return command.execute(file.toString(), "--market", "XNYS", "--database-url", url());
    }

    private String url() {
        return server.jdbcUrl() + (server.jdbcUrl().contains("?") ? "&" : "?") + "user=" + server.user() + "&password="
                + server.password();
    }

    private int run(String... arguments) {
        return Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
