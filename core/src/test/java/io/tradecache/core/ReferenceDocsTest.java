package io.tradecache.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write=true} to write the pages anew. */
class ReferenceDocsTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference");

    @Test
    void thePageOfKeysSaysWhatTheRulesSay() throws IOException {
        holds("keys.md", ReferencePages.keys());
    }

    @Test
    void thePageOfTheMatrixSaysWhatTheRulesSay() throws IOException {
        holds("invalidation-matrix.md", ReferencePages.matrix());
    }

    private static void holds(String name, String page) throws IOException {
        Path file = REFERENCE.resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(REFERENCE);
            Files.writeString(file, page);
        }
        assertThat(file)
                .as("run: ./mvnw -pl core -am test -Dtest=ReferenceDocsTest -Ddocs.write=true")
                .hasContent(page);
    }
}
