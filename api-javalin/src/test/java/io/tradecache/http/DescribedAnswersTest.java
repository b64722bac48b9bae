package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Looks back, as the last test of all, at what the others saw: an answer that the document describes and that no test has
 * ever provoked may be one that the server does not give.
 */
@Order(Integer.MAX_VALUE)
class DescribedAnswersTest {

    /** Described here, and served and tested by the module of the streams. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("GET (/ws/prices|/api/v1/stream/prices|/client/tradecache-stream.js) .*");

    /** Answers that tests cannot provoke on every path, by their ends. */
    private static final List<Pattern> HARD_TO_PROVOKE = List.of(
            // By whom one is taken for, how often one asks, and trouble.
            Pattern.compile(".* (401|403|408|429|500|503)"),
            // What names a user only is there, unless it is another user's.
            Pattern.compile(".*/(portfolios|watchlists|portfolios/\\{u}|watchlists/\\{u}) 404"),
            // With another feed than that of the tests.
            Pattern.compile(".*/admin/feed/prices 404"),
            // As many as are allowed, or two requests of one key at once.
            Pattern.compile("POST .*/(portfolios|watchlists) 409"),
            // A list's parameters.
            Pattern.compile("GET .*/(portfolios|watchlists|holdings|items|portfolios/\\{u}|watchlists/\\{u}) 422"));

    @Test
    void everyAnswerThatIsDescribedWasSeen() {
        assumeTrue(System.getProperty("test") == null, "only some tests were run");
        Set<String> seen = ApiDescription.SERVED.seen();

        assertThat(ApiDescription.SERVED.described())
                .filteredOn(answer -> !seen.contains(answer))
                .filteredOn(answer -> !isElsewhere(answer))
                .filteredOn(answer -> HARD_TO_PROVOKE.stream()
                        .noneMatch(hard -> hard.matcher(answer).matches()))
                .isEmpty();
    }

    static boolean isElsewhere(String answer) {
        return ELSEWHERE.matcher(answer).matches();
    }
}
