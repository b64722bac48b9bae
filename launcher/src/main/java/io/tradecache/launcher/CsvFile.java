package io.tradecache.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.tradecache.core.model.InvalidFieldException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a CSV file of which every line must be right: UTF-8, a header with exactly the expected columns, and no two rows
 * about the same thing. Not thread-safe.
 */
final class CsvFile<T> {

    /** All rows are kept in memory until the last of them is known to be right. */
    private static final int MOST_LINES = 1_000_000;

    private static final int MOST_PROBLEMS = 20;
    private static final int PROGRESS_ROWS = 100_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final ObjectReader ROWS = new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES);

    private final List<String> header;
    private final Function<CsvRow, T> reader;
    private final Function<T, Object> subject;
    private final Consumer<String> progress;
    private final List<T> read = new ArrayList<>();
    private final Map<Object, Integer> lineOf = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Describes the file.
     *
     * @param header the expected columns
     * @param reader makes something of a row
     * @param subject what a row is about, as messages name it; another row must not be about the same
     * @param progress is told now and then how far it is
     */
    CsvFile(List<String> header, Function<CsvRow, T> reader, Function<T, Object> subject, Consumer<String> progress) {
        this.header = header;
        this.reader = reader;
        this.subject = subject;
        this.progress = progress;
    }

    /**
     * Reads all rows.
     *
     * @throws InvalidFileException when anything is wrong, with a line for each problem up to twenty
     */
    List<T> read(Path file) {
        try (BufferedReader text = Files.newBufferedReader(file, UTF_8)) {
            readAll(text);
        } catch (NoSuchFileException e) {
            problems.add("there is no such file");
        } catch (CharacterCodingException e) {
            problems.add("must be text in UTF-8");
        } catch (IOException e) {
            problems.add("cannot be read: " + e);
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(file, problems);
        }
        return read;
    }

    /** Line by line, since no cell of ours has a line break in it, and so each problem has its line. */
    private void readAll(BufferedReader text) throws IOException {
        String first = text.readLine();
        if (first == null || !isHeader(cells(1, first))) {
            problems.add("line 1: must be " + String.join(",", header));
            return;
        }
        int number = 1;
        for (String line = text.readLine(); line != null && problems.size() < MOST_PROBLEMS; line = text.readLine()) {
            number++;
            if (number > MOST_LINES) {
                problems.add("must have at most " + MOST_LINES + " lines; split it");
                return;
            }
            if (!line.isBlank()) {
                add(number, cells(number, line));
            }
        }
    }

    /** None when the line is malformed, which is noted. */
    private List<String> cells(int number, String line) throws IOException {
        try (MappingIterator<List<String>> rows = ROWS.readValues(line)) {
            return rows.hasNextValue() ? rows.nextValue() : List.of();
        } catch (JsonProcessingException e) {
            problems.add("line " + number + ": " + e.getOriginalMessage());
            return List.of();
        }
    }

    private boolean isHeader(List<String> cells) {
        List<String> names = new ArrayList<>(cells);
        names.replaceAll(name -> name.startsWith(BYTE_ORDER_MARK) ? name.substring(1) : name);
        return names.equals(header);
    }

    private void add(int line, List<String> cells) {
        if (cells.isEmpty()) {
            return;
        }
        if (cells.size() != header.size()) {
            problems.add("line " + line + ": must have " + header.size() + " columns, not " + cells.size());
            return;
        }
        try {
            keep(line, reader.apply(new CsvRow(header, cells)));
        } catch (InvalidFieldException e) {
            problems.add("line " + line + ": " + e.getMessage());
        }
    }

    private void keep(int line, T row) {
        Integer earlier = lineOf.putIfAbsent(subject.apply(row), line);
        if (earlier != null) {
            problems.add("line " + line + ": " + subject.apply(row) + " is on line " + earlier + " already");
            return;
        }
        read.add(row);
        if (read.size() % PROGRESS_ROWS == 0) {
            progress.accept(String.format("%,d rows read", read.size()));
        }
    }
}
