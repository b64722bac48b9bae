package io.tradecache.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

    private static final Path SOURCE = Path.of("src/main/java/io/tradecache/examples/Embedding.java");
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern SHOWN =
            Pattern.compile("<!-- example: Embedding.java -->\\R```java\\R(.*?)```", Pattern.DOTALL);

    @Test
    void printsTheGainComputedAndThenCached() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            Embedding.main(new String[0]);
        } finally {
            System.setOut(console);
        }

        assertThat(printed.toString(UTF_8).lines()).containsExactly("502.5 LOADED", "502.5 NEAR");
    }

    @Test
    void theReadmeShowsTheProgramThatRuns() throws IOException {
        Matcher shown = SHOWN.matcher(Files.readString(README));

        assertThat(shown.find()).isTrue();
        assertThat(shown.group(1)).isEqualTo(bodyOfMain());
    }

    private static String bodyOfMain() throws IOException {
        String source = Files.readString(SOURCE);
        String main = source.substring(source.indexOf("main(String[] args) {\n") + "main(String[] args) {\n".length());
        return main.substring(0, main.indexOf("\n    }\n")).stripIndent() + "\n";
    }
}
