package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutACommandItSaysWhatThereIs() {
        assertThat(run()).isZero();

        assertThat(out.toString()).contains("serve", "migrate", "doctor", "tradecache serve --help");
    }

    @Test
    void theHelpListsEverySettingWithItsDefault() {
        assertThat(run("serve", "--help")).isZero();

        for (Setting setting : Setting.values()) {
            assertThat(out.toString()).contains(setting.flag());
        }
        assertThat(out.toString()).contains("default: 8080", "TRADECACHE_DATABASE_URL");
    }

    @Test
    void theEffectiveSettingsAreShownWithoutStartingAnything() {
        assertThat(run("serve", "--print-config", "--port", "9000")).isZero();

        assertThat(out.toString()).contains("port").contains("9000  (--port)");
    }

    @Test
    void wrongUseEndsWithTwo() {
        assertThat(run("serve", "--colour", "red")).isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
        assertThat(run("serve", "--port", "x", "--feed", "y")).isEqualTo(2);

        assertThat(err.toString()).contains("--colour", "fly", "--port: 'x'", "--feed: 'y'");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedWithoutItsPassword() {
        String url = "postgresql://ada:hunter2@127.0.0.1:1/trading?connect_timeout=1";

        assertThat(run("migrate", "--database-url", url)).isEqualTo(1);

        assertThat(err.toString()).contains("migrate failed", "doctor").doesNotContain("hunter2");
    }

    private int run(String... arguments) {
        return Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
