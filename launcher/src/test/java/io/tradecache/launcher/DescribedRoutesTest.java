package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares all that a whole node serves with the OpenAPI document that it hands out. */
class DescribedRoutesTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @Test
    void whatIsServedIsDescribedAndWhatIsDescribedIsServed() {
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode node = new RunningNode(TestServers.freshRedis(), database, "manual")) {
            Set<String> served = new TreeSet<>(node.routes());
            // The document says once for all that each GET answers HEAD too.
            served.removeIf(route -> route.startsWith("HEAD ") && served.contains(route.replace("HEAD ", "GET ")));

            assertThat(served)
                    .isEqualTo(described(node.http().get("/openapi.json").json()));
        }
    }

    private static Set<String> described(JsonNode document) {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(member -> {
                if (METHODS.contains(member)) {
                    described.add(member.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        return described;
    }
}
