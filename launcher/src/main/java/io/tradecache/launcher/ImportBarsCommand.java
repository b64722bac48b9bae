package io.tradecache.launcher;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.rules.calendar.NyseCalendar;
import io.tradecache.jdbc.JdbcDatabase;
import io.tradecache.launcher.Settings.Market;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Imports daily bars. */
@Command(
        name = "bars",
        description =
                "Import daily bars: symbol,date,open,high,low,close,volume. They take the place of those of their date.")
final class ImportBarsCommand extends ImportCommand<DailyBar> {

    private final Clock clock;

    ImportBarsCommand(Map<String, String> environment, Clock clock) {
        super(environment);
        this.clock = clock;
    }

    @Override
    CsvFile<DailyBar> file(Settings settings, Console console) {
        LocalDate today = today(settings.market());
        return new CsvFile<>(
                List.of("symbol", "date", "open", "high", "low", "close", "volume"),
                row -> bar(row, today),
                bar -> bar.symbol() + " on " + bar.date(),
                console::step);
    }

    /** The day where the bars are made, which is another than that of UTC for some hours. */
    private LocalDate today(Market market) {
        Instant now = clock.instant();
        MarketCalendar calendar = market == Market.XNYS ? NyseCalendar.at(now) : new AlwaysOpen();
        return LocalDate.ofInstant(now, calendar.zone());
    }

    /** A session may not be over before the day is, so that the bar of today counts as one that still changes. */
    private static DailyBar bar(CsvRow row, LocalDate today) {
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
