package io.tradecache.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and prints what docs/performance.md shows. Stateless. */
public final class Main {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Main() {}

    /**
     * Runs them.
     *
     * @param args JMH's own options; a word selects the benchmarks whose names contain it
     * @throws CommandLineOptionException when an option is not known
     * @throws RunnerException when a benchmark fails
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
        print(results, System.out);
        NearHitPairs.print(System.out);
    }

    /** Quartiles, since a few iterations on a shared machine are ten times slower and drown a mean and its error. */
    private static void print(Collection<RunResult> results, PrintStream out) {
        out.println();
        out.println("| benchmark | threads | best | lower quartile | median | upper quartile | unit | B/op |");
        out.println("|---|---:|---:|---:|---:|---:|---|---:|");
        for (RunResult result : results) {
            double[] scores = result.getBenchmarkResults().stream()
                    .map(BenchmarkResult::getIterationResults)
                    .flatMap(Collection::stream)
                    .map(IterationResult::getPrimaryResult)
                    .mapToDouble(Result::getScore)
                    .sorted()
                    .toArray();
            BenchmarkParams params = result.getParams();
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            out.printf(
                    "| %s | %d | %.1f | %.1f | %.1f | %.1f | %s | %.1f |%n",
                    params.getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"),
                    params.getThreads(),
                    scores[0],
                    quartile(scores, 1),
                    quartile(scores, 2),
                    quartile(scores, 3),
                    result.getPrimaryResult().getScoreUnit(),
                    allocated == null ? Double.NaN : allocated.getScore());
        }
    }

    private static double quartile(double[] sorted, int quarter) {
        return sorted[(sorted.length - 1) * quarter / 4];
    }
}
