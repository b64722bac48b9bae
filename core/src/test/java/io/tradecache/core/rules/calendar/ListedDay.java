package io.tradecache.core.rules.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

/** A weekday from 1990 to 2028 that was, or will be, closed or open at other hours than 09:30 to 16:00. */
record ListedDay(LocalDate date, LocalTime open, LocalTime close, String name) {

    static final int FIRST_YEAR = 1990;
    static final int LAST_YEAR = 2028;

    /** The listing, in ascending order of date. */
    static List<ListedDay> all() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ListedDay.class.getResourceAsStream("xnys-1990-2028.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(ListedDay::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isClosed() {
        return open.equals(close);
    }

    @Override
    public String toString() {
        return date + " " + (isClosed() ? "closed" : open + "-" + close) + " " + name;
    }

    private static ListedDay of(String line) {
        String[] parts = line.split(" ", 3);
        LocalDate date = LocalDate.parse(parts[0]);
        if (parts[1].equals("closed")) {
            return new ListedDay(date, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, parts[2]);
        }
        String[] times = parts[1].split("-", -1);
        return new ListedDay(date, LocalTime.parse(times[0]), LocalTime.parse(times[1]), parts[2]);
    }
}
