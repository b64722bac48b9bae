package io.tradecache.launcher;

import java.nio.file.Path;
import java.util.List;

/** A file cannot be imported, and nothing of it was. Its lines name each problem and what was expected. Immutable. */
final class InvalidFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidFileException(Path file, List<String> problems) {
        super(file + " cannot be imported, and nothing of it was");
        this.problems = List.copyOf(problems);
    }

    /** A line for each problem. */
    List<String> problems() {
        return problems;
    }
}
