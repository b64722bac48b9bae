package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.EarningsReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

    private static final EarningsReport APPLE = new EarningsReport(new Symbol("AAPL"), LocalDate.of(2026, 10, 29));

    @TempDir
    private Path temporary;

    private final List<String> steps = new ArrayList<>();

    @Test
    void quotesSpacesBlankLinesAndOtherLineEndsAreRead() {
        assertThat(read("\uFEFFsymbol,date\r\n\"aapl\", 2026-10-29 \r\n\r\nBRK.B,2026-11-01\r\n\r\n"))
                .containsExactly(APPLE, new EarningsReport(new Symbol("BRK.B"), LocalDate.of(2026, 11, 1)));
    }

    @Test
    void aFileOfAHeaderAloneHasNoRows() {
        assertThat(read("symbol,date")).isEmpty();
    }

    @Test
    void everyWrongLineIsNamedWithWhatWasExpected() {
        assertRefused(
                "symbol,date\nAAPL,2026-10-29\nA B,2026-10-29\n\nAAPL,29.10.2026\nAAPL,2026-02-30\nAAPL\nAAPL,2026-10-29,x\nAAPL,2026-10-29\n",
                "line 3: symbol must be 1 to 15 of A-Z, 0-9, '.', '-', '=' or '^', beginning with a letter or digit, not 'A B'",
                "line 5: date must be a date such as 2025-01-15, not '29.10.2026'",
                "line 6: date must be a date such as 2025-01-15, not '2026-02-30'",
                "line 7: must have 2 columns, not 1",
                "line 8: must have 2 columns, not 3",
                "line 9: AAPL on 2026-10-29 is on line 2 already");
    }

    @Test
    void theHeaderMustBeThere() {
        assertRefused("", "line 1: must be symbol,date");
        assertRefused("AAPL,2026-10-29\n", "line 1: must be symbol,date");
        assertRefused("date,symbol\n2026-10-29,AAPL\n", "line 1: must be symbol,date");
        assertRefused("symbol,date,time\n", "line 1: must be symbol,date");
    }

    @Test
    void onlySoManyProblemsAreTold() {
        assertThatThrownBy(() -> read("symbol,date\n" + "x\n".repeat(1_000)))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        refused -> assertThat(refused.problems()).hasSize(20));
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path file = temporary.resolve("binary.csv");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0x80});

        assertThatThrownBy(() -> earnings().read(file))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        refused -> assertThat(refused.problems()).containsExactly("must be text in UTF-8"));
        assertThatThrownBy(() -> earnings().read(temporary.resolve("missing.csv")))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        refused -> assertThat(refused.problems()).containsExactly("there is no such file"));
    }

    @Test
    void aQuoteThatDoesNotEndIsRefused() {
        assertThatThrownBy(() -> read("symbol,date\nAAPL,\"2026-10-29\n"))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        refused -> assertThat(refused.problems())
                                .hasSize(1)
                                .allMatch(problem -> problem.startsWith("line ")));
    }

    @Test
    void aLongFileTellsHowFarItIs() {
        StringBuilder text = new StringBuilder("symbol,date\n");
        for (int row = 0; row < 250_000; row++) {
            text.append('S').append(row).append(",2026-10-29\n");
        }

        assertThat(read(text.toString())).hasSize(250_000);
        assertThat(steps).containsExactly("100,000 rows read", "200,000 rows read");
    }

    private void assertRefused(String text, String... problems) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        refused -> assertThat(refused.problems()).containsExactly(problems));
    }

    private List<EarningsReport> read(String text) {
        Path file = temporary.resolve("earnings.csv");
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return earnings().read(file);
    }

    private CsvFile<EarningsReport> earnings() {
        return new CsvFile<>(
                List.of("symbol", "date"),
                row -> new EarningsReport(row.symbol("symbol"), row.date("date")),
                report -> report.symbol() + " on " + report.date(),
                steps::add);
    }
}
