package io.tradecache.http;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.json.Codec;
import io.tradecache.json.MalformedJsonException;
import java.util.Base64;
import java.util.Objects;

/**
 * The place in a sorted list behind which its next page begins: what the last element of a page was sorted by, and its id.
 * It names no position by number, so that elements that come or go in between shift nothing. Immutable.
 *
 * @param sort the order of the list
 * @param q what the list was searched for
 * @param value what the element is sorted by
 * @param id the element's id
 */
record Cursor(String sort, String q, String value, String id) {

    private static final int LONGEST = 2_000;
    private static final Codec CODEC = new Codec();

    Cursor {
        Objects.requireNonNull(sort, "sort");
        Objects.requireNonNull(q, "q");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(id, "id");
    }

    /** This place as clients pass it on, without a look inside. */
    String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(CODEC.encode(this));
    }

    /** The reverse of {@link #encoded}. */
    static Cursor decode(String text) {
        if (text.length() > LONGEST) {
            throw unreadable();
        }
        try {
            return CODEC.decode(Base64.getUrlDecoder().decode(text), Cursor.class);
        } catch (IllegalArgumentException | MalformedJsonException e) {
            throw unreadable();
        }
    }

    static InvalidFieldException unreadable() {
        return new InvalidFieldException("cursor", "must be the next_cursor of a page of this list");
    }
}
