package io.tradecache.http;

import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a list can be asked for: by {@code limit}, {@code cursor}, {@code sort} and {@code q}. The list comes whole from the
 * cache, and is searched, sorted and cut here. Immutable.
 *
 * @param id an element's id
 * @param texts what of an element is searched; may contain null
 * @param fields what the list can be sorted by, first of all its usual order
 */
record Listing<T>(Function<T, String> id, Function<T, Stream<@Nullable String>> texts, List<SortField<T, ?>> fields) {

    /** How many elements a page has unless it is told. */
    static final int USUAL_LIMIT = 50;

    /** How many elements a page has at most. */
    static final int MOST = 200;

    private static final int LONGEST_Q = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** What a request asks of the list. */
    record Wanted<T>(
            int limit, String q, SortField<T, ?> field, boolean descending, Optional<Predicate<T>> behindCursor) {

        String sort() {
            return (descending ? "-" : "") + field.name();
        }
    }

    /** A page of the list. */
    record Slice<T>(List<T> elements, Page page) {}

    /** Reads what a request asks for, and refuses all that is amiss with it at once. */
    Wanted<T> wanted(Context ctx) {
        Query query = new Query(ctx);
        int limit = query.optional("limit", Listing::limit).orElse(USUAL_LIMIT);
        String q = query.optional("q", Listing::search).orElse("");
        Optional<Wanted<T>> sorted = query.optional("sort", sort -> sorted(limit, q, sort));
        Wanted<T> wanted = sorted.orElseGet(() -> sorted(limit, q, fields.get(0).name()));
        Optional<Predicate<T>> behind = query.optional("cursor", cursor -> behind(wanted, Cursor.decode(cursor)));
        query.close();
        return new Wanted<>(limit, q, wanted.field, wanted.descending, behind);
    }

    /** Cuts the page out of the whole list, and says in {@code Link} where the next one is. */
    Slice<T> slice(Context ctx, Wanted<T> wanted, List<T> whole) {
        Slice<T> slice = slice(wanted, whole);
        String next = slice.page.nextCursor();
        if (next != null) {
            ctx.header("Link", '<' + link(ctx, next) + ">; rel=\"next\"");
        }
        return slice;
    }

    Slice<T> slice(Wanted<T> wanted, List<T> whole) {
        List<T> found = whole.stream()
                .filter(element -> wanted.q.isEmpty() || texts.apply(element).anyMatch(contains(wanted.q)))
                .sorted(wanted.field.order(id, wanted.descending))
                .toList();
        List<T> rest = wanted.behindCursor
                .map(behind -> found.stream().filter(behind).toList())
                .orElse(found);
        List<T> elements = rest.subList(0, Math.min(wanted.limit, rest.size()));
        String next = elements.size() == rest.size() ? null : cursor(wanted, elements.get(elements.size() - 1));
        return new Slice<>(elements, new Page(wanted.limit, next, found.size()));
    }

    private String cursor(Wanted<T> wanted, T last) {
        return new Cursor(wanted.sort(), wanted.q, wanted.field.text(last), id.apply(last)).encoded();
    }

    private Wanted<T> sorted(int limit, String q, String sort) {
        boolean descending = sort.startsWith("-");
        String name = descending ? sort.substring(1) : sort;
        for (SortField<T, ?> field : fields) {
            if (field.name().equals(name)) {
                return new Wanted<>(limit, q, field, descending, Optional.empty());
            }
        }
        String possible = fields.stream().map(SortField::name).collect(Collectors.joining(", "));
        throw new InvalidFieldException("sort", "must be one of " + possible + ", with - before it for descending");
    }

    private Predicate<T> behind(Wanted<T> wanted, Cursor cursor) {
        if (!cursor.sort().equals(wanted.sort()) || !cursor.q().equals(wanted.q)) {
            throw new InvalidFieldException("cursor", "belongs to another sort or q");
        }
        return wanted.field.behind(cursor, id, wanted.descending);
    }

    private static Integer limit(String text) {
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new InvalidFieldException("limit", "must be a whole number from 1 to " + MOST);
        }
        return limit;
    }

    private static String search(String text) {
        if (text.codePointCount(0, text.length()) > LONGEST_Q) {
            throw new InvalidFieldException("q", "must have at most " + LONGEST_Q + " characters");
        }
        return folded(text.strip());
    }

    private static Predicate<@Nullable String> contains(String q) {
        return text -> text != null && folded(text).contains(q);
    }

    /** A text without the difference between upper and lower case. */
    static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** The request's own address, with the cursor in the place of its own. */
    private static String link(Context ctx, String cursor) {
        StringBuilder link = new StringBuilder(ctx.req().getRequestURI()).append('?');
        ctx.queryParamMap().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> link.append(escaped(name))
                        .append('=')
                        .append(escaped(Objects.toString(value, "")))
                        .append('&'));
            }
        });
        return link.append("cursor=").append(cursor).toString();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
