package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write=true} to write the page anew. */
class SettingsDocsTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");

    @Test
    void thePageOfSettingsSaysWhatTheCommandLineTakes() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE)
                .as("run: ./mvnw -pl launcher -am test -Dtest=SettingsDocsTest -Ddocs.write=true")
                .hasContent(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Settings

                Of `tradecache serve`, `migrate` and `doctor`. A flag wins over its environment variable, which wins over the default.
                `--print-config` shows what counts, passwords masked. Whatever is wrong is reported at once, with exit code 2.

                | flag | variable | default | meaning |
                |---|---|---|---|
                """);
        for (Setting setting : Setting.values()) {
            page.append("| `")
                    .append(setting.flag())
                    .append(setting.isSwitch() ? "" : " " + setting.label())
                    .append("` | `")
                    .append(setting.variable())
                    .append("` | ")
                    .append(setting.defaultText().isEmpty() ? "empty" : "`" + setting.defaultText() + "`")
                    .append(" | ")
                    .append(setting.meaning())
                    .append(" |\n");
        }
        return page.toString();
    }
}
