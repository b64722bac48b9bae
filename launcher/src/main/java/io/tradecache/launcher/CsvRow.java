package io.tradecache.launcher;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One row of a CSV file, with as many cells as columns. Whatever a cell is not is said in an
 * {@link InvalidFieldException} that names the column. Immutable.
 */
record CsvRow(List<String> header, List<String> cells) {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int LONGEST_SHOWN = 40;

    Symbol symbol(String column) {
        try {
            return new Symbol(text(column));
        } catch (InvalidFieldException e) {
            String message = String.valueOf(e.getMessage());
            throw wrong(column, message.substring(e.field().length() + 1));
        }
    }

    LocalDate date(String column) {
        String expected = "must be a date such as 2025-01-15";
        if (!DATE.matcher(text(column)).matches()) {
            throw wrong(column, expected);
        }
        try {
            return LocalDate.parse(text(column));
        } catch (DateTimeException e) {
            throw wrong(column, expected);
        }
    }

    BigDecimal decimal(String column) {
        if (!DECIMAL.matcher(text(column)).matches()) {
            throw wrong(column, "must be a number such as 187.25");
        }
        return new BigDecimal(text(column));
    }

    long whole(String column) {
        if (!WHOLE.matcher(text(column)).matches()) {
            throw wrong(column, "must be a whole number such as 1000");
        }
        return Long.parseLong(text(column));
    }

    private String text(String column) {
        return cells.get(header.indexOf(column));
    }

    private InvalidFieldException wrong(String column, String expected) {
        String text = text(column);
        String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return new InvalidFieldException(column, expected + ", not '" + shown + "'");
    }
}
