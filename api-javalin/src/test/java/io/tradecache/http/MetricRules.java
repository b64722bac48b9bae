package io.tradecache.http;

import io.tradecache.http.Exposition.Family;
import io.tradecache.http.Exposition.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What Prometheus asks of names, labels and numbers, as {@code promtool check metrics} does, and of histograms. */
final class MetricRules {

    private static final Set<String> ABBREVIATED =
            Set.of("s", "ms", "us", "ns", "sec", "m", "h", "d", "b", "kb", "mb", "gb", "tb", "pb");
    private static final Set<String> NOT_BASE = Set.of(
            "nanoseconds",
            "microseconds",
            "milliseconds",
            "minutes",
            "hours",
            "days",
            "weeks",
            "bits",
            "kilobytes",
            "megabytes",
            "gigabytes",
            "percent");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary");

    private final List<String> complaints = new ArrayList<>();

    private MetricRules() {}

    /** What is wrong, each with the name of its metric; empty when all is well. */
    static List<String> complaints(Exposition exposition) {
        MetricRules rules = new MetricRules();
        exposition.families().forEach(rules::check);
        return List.copyOf(rules.complaints);
    }

    private void check(Family family) {
        String name = family.name();
        boolean counter = family.type().equals("counter");
        boolean histogram = family.type().equals("histogram");
        complain(family, family.help().isBlank(), "has no help text");
        complain(family, family.samples().isEmpty(), "has no sample");
        complain(family, counter != name.endsWith("_total"), "_total is for counters, and counters have it");
        complain(
                family,
                List.of("_bucket", "_sum", "_count").stream().anyMatch(name::endsWith),
                "ends as the parts of others do");
        complain(family, !name.matches("[a-z][a-z0-9_]*"), "is not written in small letters");
        complain(family, hasWord(name, ABBREVIATED::contains), "abbreviates a unit");
        complain(family, hasWord(name, NOT_BASE::contains), "has a unit other than the base unit");
        complain(family, hasWord(name, TYPES::contains), "has its type in its name");
        complain(family, counter && any(family, sample -> !(sample.value() >= 0)), "counts below zero");
        complain(family, !histogram && any(family, sample -> sample.labels().containsKey("le")), "has the label le");
        complain(
                family,
                any(
                        family,
                        sample -> sample.labels().containsKey("quantile")
                                || sample.labels().keySet().stream().anyMatch(label -> label.startsWith("__"))),
                "has a label that is reserved");
        if (histogram) {
            checkBuckets(family);
        }
    }

    /** Each set of labels has a histogram of its own. */
    private void checkBuckets(Family family) {
        Map<Map<String, String>, TreeMap<Double, Double>> buckets = new LinkedHashMap<>();
        Map<Map<String, String>, Double> counts = new LinkedHashMap<>();
        Map<Map<String, String>, Double> sums = new LinkedHashMap<>();
        for (Sample sample : family.samples()) {
            Map<String, String> labels = new TreeMap<>(sample.labels());
            String bound = labels.remove("le");
            if (bound != null) {
                buckets.computeIfAbsent(labels, each -> new TreeMap<>()).put(Exposition.number(bound), sample.value());
            } else {
                (sample.name().endsWith("_sum") ? sums : counts).put(labels, sample.value());
            }
        }
        complain(family, !buckets.keySet().equals(counts.keySet()), "has not a count for all buckets");
        complain(family, !buckets.keySet().equals(sums.keySet()), "has not a sum for all buckets");
        buckets.forEach((labels, each) -> {
            complain(family, !each.lastKey().equals(Double.POSITIVE_INFINITY), "has no last bucket");
            complain(family, !each.lastEntry().getValue().equals(counts.get(labels)), "has not all in the last bucket");
            List<Double> inOrder = List.copyOf(each.values());
            complain(
                    family, !inOrder.equals(inOrder.stream().sorted().toList()), "has buckets that are not cumulative");
        });
    }

    private static boolean hasWord(String name, Predicate<String> word) {
        return Arrays.stream(name.split("_")).anyMatch(word);
    }

    private static boolean any(Family family, Predicate<Sample> sample) {
        return family.samples().stream().anyMatch(sample);
    }

    private void complain(Family family, boolean wrong, String complaint) {
        if (wrong) {
            complaints.add(family.name() + " " + complaint);
        }
    }
}
