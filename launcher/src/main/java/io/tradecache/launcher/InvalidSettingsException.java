package io.tradecache.launcher;

import java.util.List;

/** The settings cannot be used. Its lines name each problem and what was expected, and show no password. Immutable. */
final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** A line for each problem. */
    List<String> problems() {
        return problems;
    }
}
