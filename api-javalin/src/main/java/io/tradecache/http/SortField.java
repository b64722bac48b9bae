package io.tradecache.http;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that the elements of a list can be sorted by. Immutable.
 *
 * @param name as requests say it
 * @param of an element's value, never null
 * @param read reads a value from its {@code toString}
 */
record SortField<T, V extends Comparable<V>>(String name, Function<T, V> of, Function<String, V> read) {

    /** The order by this field; elements of the same value stand by their ids, so that no two are equal. */
    Comparator<T> order(Function<T, String> id, boolean descending) {
        Comparator<T> ascending = Comparator.comparing(of).thenComparing(id);
        return descending ? ascending.reversed() : ascending;
    }

    /** Which elements stand behind the place of an element in that order, whether it is still there or not. */
    Predicate<T> behind(Cursor cursor, Function<T, String> id, boolean descending) {
        V last;
        try {
            last = read.apply(cursor.value());
        } catch (RuntimeException e) {
            throw Cursor.unreadable();
        }
        return element -> {
            int byValue = of.apply(element).compareTo(last);
            int order = byValue == 0 ? id.apply(element).compareTo(cursor.id()) : byValue;
            return descending ? order < 0 : order > 0;
        };
    }

    /** What an element is sorted by, as a cursor carries it. */
    String text(T element) {
        return of.apply(element).toString();
    }
}
