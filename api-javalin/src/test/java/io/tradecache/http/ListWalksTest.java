package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.http.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever walks through the pages of a list sees whatever stays there exactly once, whatever comes and goes meanwhile. */
class ListWalksTest {

    private static final String PORTFOLIOS = Api.AMELIA + "/portfolios";
    private static final int WALKS = 12;

    private final Api api = Api.start();
    private final Map<String, String> tags = new LinkedHashMap<>();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created_at",
                "-created_at",
                "updated_at",
                "-updated_at",
                "name",
                "-name",
                "holding_count",
                "-holding_count"
            })
    void aWalkMeetsEachElementThatStaysOnce(String sort) {
        Random random = new Random(sort.hashCode());
        for (int i = 0; i < 30; i++) {
            create(random);
        }
        for (int walk = 0; walk < WALKS; walk++) {
            walk(sort, random, walk % 2 == 1);
        }
    }

    private void walk(String sort, Random random, boolean disturbed) {
        Set<String> stayed = Set.copyOf(tags.keySet());
        List<String> met = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        String path = PORTFOLIOS + "?sort=" + sort + "&limit=" + (1 + random.nextInt(9));
        for (String cursor = ""; cursor != null; ) {
            Answer page = api.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor), "Cache-Control", "no-cache");
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            for (JsonNode portfolio : page.json().get("portfolios")) {
                met.add(portfolio.get("portfolio_id").asText());
                times.add(Instant.parse(portfolio.get("created_at").asText()));
            }
            cursor = page.json().at("/page/next_cursor").textValue();
            if (disturbed) {
                create(random);
                delete(random);
            }
        }
        Set<String> left = stayed.stream().filter(tags::containsKey).collect(Collectors.toSet());
        assertThat(met).doesNotHaveDuplicates().containsAll(left);
        if (!disturbed) {
            assertThat(met).containsExactlyInAnyOrderElementsOf(stayed);
        }
        if (sort.endsWith("created_at")) {
            Comparator<Instant> order = Comparator.naturalOrder();
            assertThat(times).isSortedAccordingTo(sort.startsWith("-") ? order.reversed() : order);
        }
    }

    /** Some share a name, and some an instant. */
    private void create(Random random) {
        Answer created = api.post(PORTFOLIOS, "{\"name\":\"" + (char) ('A' + random.nextInt(6)) + "\"}");
        tags.put(created.text("portfolio_id"), created.header("ETag"));
        api.clock.advance(Duration.ofMillis(random.nextInt(3)));
    }

    private void delete(Random random) {
        String id = List.copyOf(tags.keySet()).get(random.nextInt(tags.size()));
        assertThat(api.delete(PORTFOLIOS + "/" + id, "If-Match", tags.remove(id))
                        .status())
                .isEqualTo(204);
    }
}
