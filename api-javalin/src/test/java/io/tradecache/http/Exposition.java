package io.tradecache.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands at {@code /metrics}, read as strictly as the Prometheus text format 0.0.4 is written down: whatever a scraper
 * may refuse is refused here. Immutable.
 */
record Exposition(List<Family> families) {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\"\\\\n])*)\"";
    private static final String LABELS = LABEL + "(?:," + LABEL + ")*";
    private static final String NUMBER = "NaN|[+-]Inf|[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(" + LABELS + ")\\})? (" + NUMBER + ")");
    private static final Pattern ONE_LABEL = Pattern.compile(LABEL);
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.*)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
    private static final List<String> PARTS = List.of("_bucket", "_sum", "_count");

    /** One line with a number. */
    record Sample(String name, Map<String, String> labels, double value) {

        /** The name with the labels in one order, which no two samples share. */
        String series() {
            return name + labels;
        }
    }

    /** A metric with all its series. */
    record Family(String name, String help, String type, List<Sample> samples) {

        private boolean has(String sample) {
            boolean compound = type.equals("histogram") || type.equals("summary");
            return compound
                    ? PARTS.stream().anyMatch(part -> sample.equals(name + part)) || sample.equals(name)
                    : sample.equals(name);
        }
    }

    /**
     * Reads a whole exposition.
     *
     * @param text what was served
     * @throws IllegalArgumentException when a line, or the order of the lines, is not as the format says
     */
    static Exposition parse(String text) {
        require(text.endsWith("\n"), "the last line has no end");
        Map<String, Family> families = new LinkedHashMap<>();
        List<String> series = new ArrayList<>();
        String help = null;
        Family current = null;
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            Matcher described = HELP.matcher(line);
            Matcher typed = TYPE.matcher(line);
            if (described.matches()) {
                require(help == null, "two descriptions in a row", line);
                help = line;
            } else if (typed.matches()) {
                current = new Family(
                        typed.group(1), helpOf(help, line, typed.group(1)), typed.group(2), new ArrayList<>());
                require(families.put(current.name, current) == null, "a metric comes twice", line);
                help = null;
            } else {
                Sample sample = sample(line);
                require(help == null && current != null && current.has(sample.name), "not after its type", line);
                require(!series.contains(sample.series()), "a series comes twice", line);
                series.add(sample.series());
                current.samples.add(sample);
            }
        }
        require(help == null, "a description of nothing");
        return new Exposition(List.copyOf(families.values()));
    }

    private static String helpOf(@Nullable String help, String line, String name) {
        require(help != null, "no description before the type", line);
        Matcher described = HELP.matcher(String.valueOf(help));
        require(described.matches() && described.group(1).equals(name), "a description of something else", line);
        return described.group(2);
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), "neither a sample nor a comment", line);
        Map<String, String> labels = new TreeMap<>();
        if (sample.group(2) != null) {
            Matcher label = ONE_LABEL.matcher(sample.group(2));
            while (label.find()) {
                require(labels.put(label.group(1), label.group(2)) == null, "a label comes twice", line);
            }
        }
        return new Sample(sample.group(1), labels, number(sample.group(sample.groupCount())));
    }

    static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    /** By how much each series grew whose metric begins so; series that stayed the same are left out. */
    Map<String, Double> growthSince(Exposition before, String metric) {
        Map<String, Double> growth = new TreeMap<>();
        samples()
                .filter(sample -> sample.name.startsWith(metric))
                .forEach(sample -> growth.put(sample.series(), sample.value));
        before.samples()
                .forEach(sample -> growth.computeIfPresent(sample.series(), (series, now) -> now - sample.value));
        growth.values().removeIf(grown -> grown == 0);
        return growth;
    }

    private Stream<Sample> samples() {
        return families.stream().flatMap(family -> family.samples.stream());
    }

    private static void require(boolean condition, String trouble) {
        require(condition, trouble, "");
    }

    private static void require(boolean condition, String trouble, String line) {
        if (!condition) {
            throw new IllegalArgumentException(trouble + ": " + line);
        }
    }
}
