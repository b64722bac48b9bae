package io.tradecache.launcher;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.jdbc.JdbcDatabase;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Imports daily bars. */
@Command(
        name = "bars",
        description =
                "Import daily bars: symbol,date,open,high,low,close,volume. They take the place of those of their date.")
final class ImportBarsCommand extends ImportCommand<DailyBar> {

    private final LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);

    ImportBarsCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    CsvFile<DailyBar> file(Console console) {
        return new CsvFile<>(
                List.of("symbol", "date", "open", "high", "low", "close", "volume"),
                this::bar,
                bar -> bar.symbol() + " on " + bar.date(),
                console::step);
    }

    /** A session may not be over before the day is, so that the bar of today counts as one that still changes. */
    private DailyBar bar(CsvRow row) {
        LocalDate date = row.date("date");
        if (date.isAfter(today)) {
            throw new InvalidFieldException("date", "must not be after today, " + today + ", but is " + date);
        }
        return new DailyBar(
                row.symbol("symbol"),
                date,
                row.decimal("open"),
                row.decimal("high"),
                row.decimal("low"),
                row.decimal("close"),
                row.whole("volume"),
                date.isBefore(today));
    }

    @Override
    void save(List<DailyBar> rows, JdbcDatabase database) {
        database.persistence().history().save(rows);
    }

    @Override
    String noun() {
        return "daily bars";
    }
}
