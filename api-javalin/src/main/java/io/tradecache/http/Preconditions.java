package io.tradecache.http;

import io.javalin.http.Context;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.RefusedException.VersionConflict;
import io.tradecache.http.Problem.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of versions: which one the client knows ({@code If-None-Match}), and from which one it writes
 * ({@code If-Match}, or {@code expected_version}). The write itself compares; nothing is decided from a cache. Immutable.
 */
final class Preconditions {

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    /** Possessive, since a long list would need a stack otherwise. */
    private static final Pattern LIST =
            Pattern.compile("\\s*(?:\\*|(?:W/)?\"[^\"\\s]*\"(?:\\s*,\\s*(?:W/)?\"[^\"\\s]*\")*+)\\s*");

    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"\\s]*)\"");
    private static final Pattern VERSION = Pattern.compile("v([1-9][0-9]{0,17})");
    private static final int ATTEMPTS = 10;

    private final List<Long> versions;
    private final boolean any;

    private Preconditions(List<Long> versions, boolean any) {
        this.versions = List.copyOf(versions);
        this.any = any;
    }

    /**
     * What a write is made from.
     *
     * @param ctx the request
     * @param expectedVersion as the body or the query says it, or null
     * @return the precondition
     */
    static Preconditions of(Context ctx, @Nullable Long expectedVersion) {
        String header = header(ctx, IF_MATCH);
        if (header == null) {
            if (expectedVersion == null) {
                throw Problem.of(
                                Kind.PRECONDITION_REQUIRED,
                                "Say from which version the change is made: If-Match or expected_version")
                        .asException();
            }
            return new Preconditions(List.of(expectedVersion), false);
        }
        Tags tags = Tags.parse(IF_MATCH, header);
        if (expectedVersion == null) {
            return new Preconditions(tags.strong, tags.any);
        }
        if (!tags.any && !tags.strong.contains(expectedVersion)) {
            throw Problem.ofFields(List.of(FieldError.of("expected_version", "expected_version contradicts If-Match")))
                    .asException();
        }
        return new Preconditions(List.of(expectedVersion), false);
    }

    /** Whether a failed precondition was one of the header's. */
    static boolean byHeader(Context ctx) {
        return ctx.header(IF_MATCH) != null;
    }

    /** Whether the client says that it has this version already. */
    static boolean isKnown(Context ctx, long version) {
        String header = header(ctx, IF_NONE_MATCH);
        if (header == null || !LIST.matcher(header).matches()) {
            return false;
        }
        Tags tags = Tags.parse(IF_NONE_MATCH, header);
        return tags.any || tags.strong.contains(version) || tags.weak.contains(version);
    }

    /** A header that may come in several lines, which are one list. */
    private static @Nullable String header(Context ctx, String name) {
        List<String> lines = Collections.list(ctx.req().getHeaders(name));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }

    /**
     * Writes from the version that the client named, or, when it named several or any, from the one of these that is
     * there.
     *
     * @param noun what is written, for the refusal
     * @param current reads what is there now, past every cache
     * @param write writes from a version
     * @param <T> what is written
     * @return the write
     */
    <T> Acknowledged<T> apply(String noun, Supplier<?> current, LongFunction<Acknowledged<T>> write) {
        if (!any && versions.size() == 1) {
            return write.apply(versions.get(0));
        }
        Object present = current.get();
        for (int attempt = 1; ; attempt++) {
            long version = Versions.of(present);
            if (!any && !versions.contains(version)) {
                throw new VersionConflict(noun, present, versions.isEmpty() ? null : versions.get(0));
            }
            try {
                return write.apply(version);
            } catch (VersionConflict conflict) {
                if (attempt == ATTEMPTS) {
                    throw conflict;
                }
                present = conflict.current();
            }
        }
    }

    /** The entity tags of a header, those of ours as versions. */
    private record Tags(List<Long> strong, List<Long> weak, boolean any) {

        static Tags parse(String name, String header) {
            if (!LIST.matcher(header).matches()) {
                throw Problem.of(Kind.INVALID_HEADER, name + " must be * or entity tags such as \"v7\"")
                        .asException();
            }
            List<Long> strong = new ArrayList<>();
            List<Long> weak = new ArrayList<>();
            Matcher tags = TAG.matcher(header);
            while (tags.find()) {
                Matcher version = VERSION.matcher(tags.group(2));
                if (version.matches()) {
                    (tags.group(1) == null ? strong : weak).add(Long.valueOf(version.group(1)));
                }
            }
            return new Tags(strong, weak, header.strip().equals("*"));
        }
    }
}
