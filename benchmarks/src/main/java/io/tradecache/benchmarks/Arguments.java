package io.tradecache.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a program was asked for: {@code --name number}, in any order. Immutable.
 *
 * @param words as they were given
 */
record Arguments(List<String> words) {

    static Arguments of(String... words) {
        return new Arguments(List.of(words));
    }

    int number(String name, int otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(words.get(at + 1));
    }

    Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }

    /** What the servers' JVMs are told besides. */
    static List<String> javaOptions() {
        return Arrays.stream(System.getenv()
                        .getOrDefault("TRADECACHE_JAVA_OPTIONS", "")
                        .split(" "))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
