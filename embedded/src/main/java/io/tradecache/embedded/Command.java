package io.tradecache.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Short commands that run to their end, and the environment that every child of ours gets. */
final class Command {

    private static final int QUOTED_LINES = 15;

    private Command() {}

    record Result(int code, String output) {
        boolean failed() {
            return code != 0;
        }
    }

    static Result run(List<String> prefix, List<String> command) throws IOException {
        return run(prefix, command, "");
    }

    static Result run(List<String> prefix, List<String> command, String input) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        Path typed = Files.createTempFile("tradecache", ".in");
        try {
            Files.writeString(typed, input);
            Process process = builder(words)
                    .redirectErrorStream(true)
                    .redirectInput(typed.toFile())
                    .start();
            String output;
            try (InputStream in = process.getInputStream()) {
                output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            return new Result(process.waitFor(), lastLines(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + words.get(0), e);
        } finally {
            Files.delete(typed);
        }
    }

    /** A child of ours speaks English and is not led astray by the user's PostgreSQL settings. */
    static ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(Path.of("/").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.put("LC_ALL", "C");
        return builder;
    }

    static String lastLines(String text) {
        List<String> lines = Pattern.compile("\n").splitAsStream(text.strip()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
    }
}
