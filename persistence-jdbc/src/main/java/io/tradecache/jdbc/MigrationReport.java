package io.tradecache.jdbc;

import java.util.List;

/**
 * What a migration of the schema did. Immutable.
 *
 * @param version the version that the schema has now
 * @param applied what was run, in its order, each by version and description; empty when the schema was up to date
 */
public record MigrationReport(String version, List<String> applied) {

    /** Copies the list. */
    public MigrationReport {
        applied = List.copyOf(applied);
    }
}
