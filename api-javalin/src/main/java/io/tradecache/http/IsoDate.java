package io.tradecache.http;

import io.tradecache.core.model.InvalidFieldException;
import java.time.DateTimeException;
import java.time.LocalDate;

/** How a date is written in a request, wherever it stands. Stateless. */
final class IsoDate {

    private IsoDate() {}

    /**
     * Reads a date.
     *
     * @param field the field or parameter, for messages
     * @param text as it was sent
     * @throws InvalidFieldException when it is none
     */
    static LocalDate parse(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidFieldException(field, "must be a date, such as 2026-11-27");
        }
    }
}
