package io.tradecache.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A node in a process of its own, which obeys words and answers each with a line. What it answers begins with
 * {@value #ANSWER}, what it complains of with {@value #COMPLAINT}, and whatever else it prints is its log. Not thread-safe.
 */
final class NodeProcess implements AutoCloseable {

    static final String ANSWER = "> ";
    static final String COMPLAINT = "! ";

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream orders;
    private final Consumer<String> complaints;

    private NodeProcess(Process process, Consumer<String> complaints) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.complaints = complaints;
    }

    /**
     * Starts a main class; {@link #answer} gives its first line when it is ready.
     *
     * @param complaints hears what the node complains of
     */
    static NodeProcess start(Class<?> main, List<String> words, Consumer<String> complaints) {
        return start(main, List.of(), words, complaints);
    }

    /** The same for a node that is gone before it would pay to compile it well. */
    static NodeProcess startShortLived(Class<?> main, List<String> words, Consumer<String> complaints) {
        return start(main, List.of("-XX:TieredStopAtLevel=1"), words, complaints);
    }

    private static NodeProcess start(
            Class<?> main, List<String> options, List<String> words, Consumer<String> complaints) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx384m", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(words);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new NodeProcess(process, complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void order(String word) {
        orders.println(word);
    }

    String answer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
                if (line.startsWith(COMPLAINT)) {
                    complaints.accept(line.substring(COMPLAINT.length()));
                }
            }
            throw new IllegalStateException("the node ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ask(String word) {
        order(word);
        return answer();
    }

    /** Ends it so that it cannot clean up. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        orders.close();
        process.destroyForcibly();
        process.onExit().join();
    }
}
