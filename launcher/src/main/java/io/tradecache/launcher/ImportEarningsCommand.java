package io.tradecache.launcher;

import io.tradecache.core.model.price.EarningsReport;
import io.tradecache.jdbc.JdbcDatabase;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Imports the dates on which companies report their earnings. */
@Command(name = "earnings", description = "Import dates of earnings: symbol,date. Those that are there already stay.")
final class ImportEarningsCommand extends ImportCommand<EarningsReport> {

    ImportEarningsCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    CsvFile<EarningsReport> file(Settings settings, Console console) {
        return new CsvFile<>(
                List.of("symbol", "date"),
                row -> new EarningsReport(row.symbol("symbol"), row.date("date")),
                report -> report.symbol() + " on " + report.date(),
                console::step);
    }

    @Override
    void save(List<EarningsReport> rows, JdbcDatabase database) {
        database.earnings().save(rows);
    }

    @Override
    String noun() {
        return "dates of earnings";
    }
}
