package io.tradecache.feed;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.tradecache.core.model.Amount;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recorded prices: a file in CSV with the header {@code time,symbol,price,volume}. Times are ISO 8601 in UTC, a volume may be
 * empty. Everything else is an error that names the line and what was expected. Immutable.
 *
 * @param ticks in the order of the file, at least one
 */
record Recording(List<Tick> ticks) {

    private static final String HEADER_TEXT = "time,symbol,price,volume";
    private static final List<String> HEADER = List.of(HEADER_TEXT.split(","));
    private static final int MOST_TICKS = 1_000_000;

    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    /** Copies. */
    Recording {
        ticks = List.copyOf(ticks);
    }

    /**
     * One line.
     *
     * @param volume null when the line has none
     */
    record Tick(
            Instant time,
            Symbol symbol,
            BigDecimal price,
            @Nullable Long volume) {

        Quote quote(Instant receivedAt, String source) {
            return new Quote(symbol, null, price, null, volume, time, time, receivedAt, source);
        }
    }

    /**
     * Reads a file.
     *
     * @throws UncheckedIOException when it cannot be read
     * @throws IllegalArgumentException when it is no recording
     */
    static Recording read(Path file) {
        List<Tick> ticks = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                MappingIterator<String[]> rows =
                        MAPPER.readerFor(String[].class).readValues(reader)) {
            Row row = new Row(file, 1);
            row.require(
                    rows.hasNextValue() && HEADER.equals(Arrays.asList(rows.nextValue())), "the header " + HEADER_TEXT);
            while (rows.hasNextValue()) {
                // A row of a recording has no line breaks inside, so rows are lines.
                row = new Row(file, row.number + 1);
                ticks.add(row.tick(rows.nextValue()));
                row.require(ticks.size() <= MOST_TICKS, "no more than " + MOST_TICKS + " prices");
            }
            row.require(!ticks.isEmpty(), "at least one price behind the header");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recording " + file, e);
        }
        return new Recording(ticks);
    }

    /** Where in a file something is expected. */
    private record Row(Path file, int number) {

        Tick tick(String[] cells) {
            require(cells.length == HEADER.size(), "the four values " + HEADER_TEXT);
            return new Tick(
                    read(cells[0], "a time such as 2026-03-09T14:30:00Z", Instant::parse),
                    read(cells[1], "a symbol", Symbol::new),
                    read(cells[2], "a price above zero", Row::price),
                    cells[3].isEmpty() ? null : read(cells[3], "a volume of zero or above, or none", Row::volume));
        }

        void require(boolean holds, String expected) {
            if (!holds) {
                throw new IllegalArgumentException(file + ", line " + number + ": expected " + expected);
            }
        }

        private <T> T read(String cell, String expected, Function<String, T> reading) {
            try {
                return reading.apply(cell);
            } catch (NumberFormatException | DateTimeException | InvalidFieldException e) {
                throw new IllegalArgumentException(
                        file + ", line " + number + ": expected " + expected + ", found '" + cell + "'", e);
            }
        }

        private static BigDecimal price(String cell) {
            BigDecimal price = Amount.PRICE.require("price", new BigDecimal(cell));
            if (price.signum() == 0) {
                throw new NumberFormatException("a price of zero");
            }
            return price;
        }

        private static Long volume(String cell) {
            if (!cell.matches("\\d{1,18}")) {
                throw new NumberFormatException("no volume: " + cell);
            }
            return Long.valueOf(cell);
        }
    }
}
