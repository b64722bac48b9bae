package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeyCommandTest {

    private static final Pattern KEY = Pattern.compile("tck_([0-9a-f]{12})_([0-9a-f]{64})");

    private final TestDatabase server = TestServers.freshDatabase();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aKeyIsShownOnceAndListedWithoutItsSecret() {
        assertThat(run("create", "--user", "amelia", "--role", "admin")).isZero();
        Matcher key = KEY.matcher(out.toString());
        assertThat(key.find()).isTrue();
        out.getBuffer().setLength(0);

        assertThat(run("list")).isZero();

        assertThat(out.toString()).contains(key.group(1), "admin", "amelia").doesNotContain(key.group(2), "revoked");
    }

    @Test
    void aRevokedKeyIsListedAsSuch() {
        run("create", "--user", "amelia");
        Matcher key = KEY.matcher(out.toString());
        assertThat(key.find()).isTrue();

        assertThat(run("revoke", key.group(1))).isZero();
        run("list");

        assertThat(out.toString()).contains("lets nobody in any more", "  revoked 20");
    }

    @Test
    void whatIsNoKeyIsNotRevoked() {
        assertThat(run("revoke", "0123456789ab")).isEqualTo(1);

        assertThat(out.toString()).contains("There is no key 0123456789ab");
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(run("create")).isEqualTo(2);
        assertThat(run("create", "--user", "a b")).isEqualTo(2);
        assertThat(run("create", "--user", "amelia", "--role", "owner")).isEqualTo(2);
        assertThat(run("revoke", "tck_0123")).isEqualTo(2);

        assertThat(err.toString())
                .contains("--user", "user_id must be", "owner", "USER, ADMIN", "api_key_id must be")
                .doesNotContain("Exception");
    }

    @Test
    void withoutKeysTheListSaysHowToMakeOne() {
        assertThat(run("list")).isZero();

        assertThat(out.toString()).contains("api-key create");
    }

    private int run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("api-key"));
        words.addAll(List.of(arguments));
        words.addAll(List.of(
                "--database-url", server.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password()));
        return Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    }
}
