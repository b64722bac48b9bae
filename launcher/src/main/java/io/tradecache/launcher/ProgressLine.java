package io.tradecache.launcher;

import io.tradecache.load.LoadProgress;
import io.tradecache.load.LoadProgress.Phase;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a load run is: one line that is written over where a person watches, otherwise a line for each phase. Not
 * thread-safe.
 */
final class ProgressLine implements AutoCloseable {

    private static final int BAR = 20;
    private static final int WIDTH = 78;

    private final PrintWriter err;
    private final boolean watched;
    private @Nullable Phase last;

    ProgressLine(PrintWriter err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    /** Shows how far it is now. */
    void show(LoadProgress progress) {
        if (watched) {
            err.printf("\r%-" + WIDTH + "s", line(progress));
            err.flush();
        } else if (progress.phase() != last) {
            err.println("… " + phase(progress.phase()));
            err.flush();
        }
        last = progress.phase();
    }

    /** Leaves an empty line for what comes next. */
    @Override
    public void close() {
        if (watched) {
            err.printf("\r%-" + WIDTH + "s\r", "");
            err.flush();
        }
    }

    private static String line(LoadProgress progress) {
        String failed = progress.failed() == 0 ? "" : ", " + progress.failed() + " failed";
        String away = progress.away() == 0 ? "" : String.format(Locale.ROOT, ", %,d away", progress.away());
        return String.format(
                Locale.ROOT,
                "%-10s %s %,d of %,d clients%s%s, %,d frames",
                phase(progress.phase()),
                bar(part(progress)),
                progress.open(),
                progress.wanted(),
                failed,
                away,
                progress.frames());
    }

    private static double part(LoadProgress progress) {
        Duration length = progress.length();
        return length.isZero()
                ? (double) (progress.open() + progress.failed()) / progress.wanted()
                : (double) progress.elapsed().toMillis() / length.toMillis();
    }

    private static String bar(double part) {
        int done = (int) Math.round(Math.min(1, Math.max(0, part)) * BAR);
        return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "]";
    }

    private static String phase(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
