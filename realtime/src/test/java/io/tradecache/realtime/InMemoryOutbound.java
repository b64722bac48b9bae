package io.tradecache.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A client in the memory of a test, which takes its messages when it is told to. Not thread-safe. */
final class InMemoryOutbound implements Outbound {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> sent = new ArrayList<>();
    private final Deque<Completion> untaken = new ArrayDeque<>();
    private boolean eager = true;
    private int pings;
    private long heard;
    private boolean silent;
    private int closedWith;
    private boolean aborted;

    /** Takes nothing any more of itself. */
    void hesitate() {
        eager = false;
    }

    /** Answers no ping any more. */
    void fallSilent() {
        silent = true;
    }

    /** Takes the message that is on its way, if there is one. */
    void take() {
        Completion completion = untaken.poll();
        if (completion != null) {
            completion.ended(true);
        }
    }

    /** The connection breaks under the message that is on its way. */
    void fail() {
        untaken.remove().ended(false);
    }

    int inFlight() {
        return untaken.size();
    }

    /** What was sent since the last call. */
    List<JsonNode> received() {
        List<JsonNode> frames = sent.stream().map(InMemoryOutbound::parsed).toList();
        sent.clear();
        return frames;
    }

    /** The texts that were sent since the last call. */
    List<String> texts() {
        List<String> texts = List.copyOf(sent);
        sent.clear();
        return texts;
    }

    int pings() {
        return pings;
    }

    int closedWith() {
        return closedWith;
    }

    boolean isAborted() {
        return aborted;
    }

    @Override
    public void send(byte[] message, Completion completion) {
        sent.add(new String(message, StandardCharsets.UTF_8));
        if (eager) {
            completion.ended(true);
        } else {
            untaken.add(completion);
        }
    }

    @Override
    public long bytesHeard() {
        return heard;
    }

    @Override
    public void ping() {
        pings++;
        heard += silent ? 0 : 1;
    }

    @Override
    public void close(int code, String reason) {
        closedWith = code;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a frame is JSON", e);
        }
    }
}
