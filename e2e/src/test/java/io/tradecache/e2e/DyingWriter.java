package io.tradecache.e2e;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A node in a process of its own that writes once and stops at a gate, to be killed there. */
final class DyingWriter {

    private DyingWriter() {}

    /** Words: the gate, then the servers. The one order is the number of the portfolio to write. */
    public static void main(String[] words) throws IOException {
        Gate gate = Gate.valueOf(words[0]);
        Servers servers = Servers.of(Arrays.copyOfRange(words, 1, words.length));
        TestNode.Around around = new TestNode.Around(
                UnaryOperator.identity(),
                store -> gate.around(store, DyingWriter::stop),
                persistence -> gate.around(persistence, DyingWriter::stop),
                Telemetry.NONE);
        try (TestNode node = TestNode.start("dying", servers, around)) {
            Subjects subjects = new Subjects(0);
            System.out.println(NodeProcess.ANSWER + "ready");
            int i = Integer.parseInt(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
            Portfolio present =
                    node.persistence.portfolios().find(subjects.id(i)).orElseThrow();
            node.tradecache
                    .portfolios()
                    .update(
                            present.userId(),
                            present.portfolioId(),
                            present.version(),
                            portfolio -> portfolio.withName("Written before death"));
            gate.at(Gate.AFTER_THE_ANSWER, DyingWriter::stop);
        }
    }

    private static void stop() {
        System.out.println(NodeProcess.ANSWER + "stopped");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
