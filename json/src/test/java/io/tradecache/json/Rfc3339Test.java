package io.tradecache.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    private static final long YEAR_1 = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final String LETTERS = "0123456789-+:.TZtz /";

    private final Random random = new Random(20261201);

    @Test
    void whatIsWrittenIsReadAgain() {
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(YEAR_1, YEAR_10000), micros());

            assertThat(Rfc3339.parse(Rfc3339.text(instant))).isEqualTo(instant);
        }
    }

    @Test
    void whateverIsChangedInItIsReadAsTheJdkReadsIt() {
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(
                    Rfc3339.text(Instant.ofEpochSecond(random.nextLong(YEAR_1, YEAR_10000), micros())));
            for (int change = random.nextInt(3); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), LETTERS.charAt(random.nextInt(LETTERS.length())));
            }

            assertThat(outcome(text.toString(), true)).isEqualTo(outcome(text.toString(), false));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-09T14:30:00Z",
                "2026-03-09T14:30:00.1Z",
                "2026-03-09T14:30:00.Z",
                "2026-03-09T14:30:00.123456789Z",
                "2026-03-09T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2024-02-29T00:00:00Z",
                "2026-03-09T14:30:00+02:00",
                "+10000-01-01T00:00:00Z"
            })
    void whatIsSpeltOtherwiseIsReadAsTheJdkReadsIt(String text) {
        assertThat(outcome(text, true)).isEqualTo(outcome(text, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-03-09",
                "2026-03-09T14:30:00",
                "2026-02-30T14:30:00Z",
                "2026-13-09T14:30:00Z",
                "2026-03-09T14:60:00Z",
                "2026-03-09T14:30:00.1234567890Z",
                "٢٠٢٦-03-09T14:30:00Z"
            })
    void whatIsNoInstantIsRefused(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    private int micros() {
        return random.nextBoolean() ? 0 : random.nextInt(1_000_000) * 1_000;
    }

    private static Object outcome(String text, boolean ours) {
        try {
            return ours ? Rfc3339.parse(text) : Instant.parse(text);
        } catch (DateTimeException e) {
            return "refused";
        }
    }
}
