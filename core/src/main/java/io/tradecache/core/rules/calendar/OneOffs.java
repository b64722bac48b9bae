package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.MarketOverride;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the days of a market that no rule makes: one a line, each with its date, {@code CLOSED} or {@code HOURS} and the
 * times, and its name, in ascending order, on weekdays only. Blank lines and those that begin with # say nothing.
 * Stateless.
 */
final class OneOffs {

    private static final Pattern LINE = Pattern.compile(
            "(?<date>\\d{4}-\\d\\d-\\d\\d) (?:CLOSED|HOURS (?<open>\\d\\d:\\d\\d)-(?<close>\\d\\d:\\d\\d)) \"(?<name>[^\"]+)\"");

    private static final String EXPECTED =
            "expected a date, CLOSED or HOURS 09:30-13:00, and a name in quotation marks, each after one blank";

    private OneOffs() {}

    /**
     * The days of a file beside this class.
     *
     * @throws IllegalStateException when a line is not as it must be; it names the file and the line
     */
    static List<MarketOverride> of(String file) {
        InputStream bytes = Objects.requireNonNull(OneOffs.class.getResourceAsStream(file), file);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return parse(file, reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this program cannot be read: " + file, e);
        }
    }

    /** The days that lines say; the name of their file is for messages. */
    static List<MarketOverride> parse(String file, List<String> lines) {
        List<MarketOverride> days = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    days.add(day(
                            line,
                            days.isEmpty()
                                    ? LocalDate.MIN
                                    : days.get(days.size() - 1).date()));
                } catch (DateTimeException | InvalidFieldException e) {
                    throw new IllegalStateException(
                            file + ", line " + (i + 1) + ": " + e.getMessage() + ": " + line, e);
                }
            }
        }
        return days;
    }

    private static MarketOverride day(String line, LocalDate previous) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new DateTimeException(EXPECTED);
        }
        LocalDate date = LocalDate.parse(parts.group("date"));
        if (!date.isAfter(previous)) {
            throw new DateTimeException(
                    date.equals(previous) ? "the date stands twice" : "the date must be after " + previous);
        }
        if (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
            throw new DateTimeException("a day of a weekend needs no line");
        }
        String name = parts.group("name");
        return parts.group("open") == null
                ? MarketOverride.closed(date, name)
                : MarketOverride.hours(
                        date, LocalTime.parse(parts.group("open")), LocalTime.parse(parts.group("close")), name);
    }
}
