package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.access.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every route that the server has, tried by everybody there is, in each way of proving who one is. */
@ParameterizedClass
@EnumSource
class AccessMatrixTest {

    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private final Api api;
    private final Proofs proofs;
    private final String amelia;
    private final String bob;
    private final String root;
    private Map<String, String> ids = Map.of();

    AccessMatrixTest(Way way) {
        proofs = way.proofs(this::now);
        api = Api.with(parts -> parts.withAuthentication(proofs.authentication(parts.clock()))
                .with(config -> config.routes.get(
                        "/api/v1/stream/prices",
                        ctx -> ctx.contentType("text/event-stream")
                                .header("Cache-Control", "no-cache")
                                .result("a stream"))));
        amelia = proofs.of("amelia", Role.USER);
        bob = proofs.of("bob", Role.USER);
        root = proofs.of("root", Role.ADMIN);
    }

    /** How everybody proves who they are. */
    enum Way {
        API_KEY,
        JWT;

        private Proofs proofs(InstantSource present) {
            return this == API_KEY ? new Tokens() : new SignedTokens(present);
        }
    }

    @BeforeEach
    void putSomethingIn() {
        api.price("AAPL", "150");
        String portfolio = created(Api.AMELIA + "/portfolios", "{\"name\":\"Retirement\"}");
        String holding =
                created(portfolio + "/holdings", "{\"stock_symbol\":\"AAPL\",\"quantity\":10,\"avg_entry_price\":50}");
        String watchlist = created(Api.AMELIA + "/watchlists", "{\"name\":\"Tech\"}");
        String item = created(watchlist + "/items", "{\"stock_symbol\":\"AAPL\"}");
        ids = Map.of(
                "u",
                "amelia",
                "p",
                last(portfolio),
                "h",
                last(holding),
                "w",
                last(watchlist),
                "i",
                last(item),
                "s",
                "AAPL",
                "date",
                "2026-03-06",
                "file",
                "docs.css");
    }

    @AfterEach
    void stop() {
        api.close();
        proofs.close();
    }

    @TestFactory
    Stream<DynamicTest> whoProvesNothingIsToldSoEverywhereButWhereEverybodyMayGo() {
        List<String> tried = new ArrayList<>(List.of("", "Basic YW1lbGlhOnB3", "Bearer", "Bearer nonsense"));
        tried.addAll(proofs.worthless());
        return everyRoute(route -> {
            for (String proof : tried) {
                int status = tried(route, proof).status();
                if (route.audience() == Audience.EVERYBODY) {
                    assertThat(status).isNotIn(REFUSED);
                } else {
                    assertThat(status).as(proof).isEqualTo(401);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anotherUserFindsNothingOfAUserAndMayNotDoWhatAdministratorsDo() {
        warm();
        return everyRoute(route -> {
            int status = tried(route, bob).status();
            switch (route.audience()) {
                case OWNER -> assertThat(status).isEqualTo(404);
                case ADMINISTRATORS -> assertThat(status).isEqualTo(403);
                default -> assertThat(status).isNotIn(REFUSED);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anotherUserFindsNothingByAPathOfTheirOwnEither() {
        warm();
        return everyRoute(route -> {
            if (route.audience() == Audience.OWNER && route.path().contains("{u}/")) {
                Api.Answer answer = tried(route, bob, Map.of("u", "bob"));
                boolean ofMany =
                        route.path().endsWith("/portfolios") || route.path().endsWith("/watchlists");
                if (Set.of("GET", "HEAD").contains(route.method())) {
                    assertThat(answer.status()).isEqualTo(ofMany ? 200 : 404);
                } else {
                    assertThat(answer.status()).isBetween(400, 499);
                }
                assertThat(answer.body()).doesNotContain("amelia", "AAPL");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theOwnerFindsWhatIsTheirs() {
        return everyRoute(route -> {
            int status = tried(route, amelia).status();
            switch (route.audience()) {
                case OWNER -> assertThat(status).isNotIn(401, 403, 404);
                case ADMINISTRATORS -> assertThat(status).isEqualTo(403);
                default -> assertThat(status).isNotIn(REFUSED);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anAdministratorMayDoEverything() {
        return everyRoute(route -> {
            int status = tried(route, root).status();
            assertThat(status).isNotIn(REFUSED);
            if (route.audience() == Audience.OWNER) {
                assertThat(status).isNotEqualTo(404);
            }
        });
    }

    @Test
    void thereAreRoutesOfEveryKind() {
        assertThat(api.audiences()).hasSizeGreaterThan(40);
        assertThat(api.audiences()).extracting(Gate.Route::audience).contains(Audience.values());
    }

    @Test
    void aRouteThatDoesNotSayWhomItIsForKeepsTheServerFromStarting() {
        assertThatThrownBy(() -> Api.with(parts -> parts.with(config -> config.routes.get("/new", ctx -> {}))))
                .hasMessageContaining("GET /new");
    }

    private Instant now() {
        return api.clock.instant();
    }

    private Stream<DynamicTest> everyRoute(Consumer<Gate.Route> check) {
        return api.audiences().stream()
                .map(route -> DynamicTest.dynamicTest(
                        route.method() + " " + route.path() + " for " + route.audience(), () -> check.accept(route)));
    }

    /** Brings what is amelia's into all caches. */
    private void warm() {
        for (Gate.Route route : api.audiences()) {
            if (route.method().equals("GET")) {
                tried(route, amelia);
            }
        }
    }

    private Api.Answer tried(Gate.Route route, String proof) {
        return tried(route, proof, Map.of());
    }

    /** Without a body and without a version, so that what is let in changes nothing. */
    private Api.Answer tried(Gate.Route route, String proof, Map<String, String> instead) {
        String path = route.path();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", instead.getOrDefault(id.getKey(), id.getValue()));
        }
        assertThat(path).doesNotContain("{");
        return proof.isEmpty()
                ? api.send(route.method(), path, null)
                : api.send(route.method(), path, null, "Authorization", proof);
    }

    private String created(String path, String body) {
        return api.post(path, body, "Authorization", amelia).header("Location");
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
