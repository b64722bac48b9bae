package io.tradecache.jdbc;

import io.tradecache.core.model.change.LogPosition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the change log: a snapshot says exactly which transactions were seen, whatever their order. Immutable.
 *
 * @param serverRun in which run of the server the snapshot was taken; those of another cannot be compared with it
 * @param snapshot {@code xmin:xmax:xip,…} as PostgreSQL writes it
 * @param end the snapshot's xmax: no transaction from here on was seen
 * @param unended the snapshot's xip: those before the end that were not seen either, by commas
 */
record SnapshotPosition(String serverRun, String snapshot, String end, String unended) {

    /** Nothing was seen. */
    static final String BEGINNING = "1:1:";

    private static final Pattern TEXT = Pattern.compile("(\\S+) ([0-9]{1,20}:([0-9]{1,20}):([0-9,]*))");

    /** Reads what {@link #position} wrote. */
    static SnapshotPosition of(LogPosition position) {
        Matcher parts = TEXT.matcher(position.text());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + position.text() + "\" is no position of this change log; expected \"run xmin:xmax:xip\"");
        }
        return new SnapshotPosition(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    /** The text of a position. */
    static LogPosition position(String serverRun, String snapshot) {
        return new LogPosition(serverRun + " " + snapshot);
    }
}
