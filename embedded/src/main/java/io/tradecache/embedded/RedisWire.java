package io.tradecache.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The few Redis commands that starting and testing need, so that no client library has to come along. */
final class RedisWire {

    private static final int ANSWER_MILLIS_MAX = 2_000;

    private RedisWire() {}

    static boolean answers(int port, String password) {
        try {
            return ask(new InetSocketAddress(Ports.loopback(), port), List.of("AUTH " + password, "PING"))
                    .equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** Empties the logical database that the URI names. */
    static void flush(URI uri) throws IOException {
        List<String> commands = new ArrayList<>();
        String userInfo = uri.getUserInfo();
        if (userInfo != null) {
            commands.add("AUTH "
                    + userInfo.substring(userInfo.startsWith(":") ? 1 : 0).replace(':', ' '));
        }
        String path = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
        commands.add("SELECT " + (path.isEmpty() ? "0" : path));
        commands.add("FLUSHDB");
        int port = uri.getPort() < 0 ? 6379 : uri.getPort();
        ask(new InetSocketAddress(uri.getHost(), port), commands);
    }

    /** The first line of the last answer; an error in between ends it. */
    private static String ask(InetSocketAddress server, List<String> commands) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, ANSWER_MILLIS_MAX);
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = "";
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                answer = in.readLine();
                if (answer == null || answer.startsWith("-")) {
                    throw new IOException(
                            "Redis at " + server + " answered " + command.replaceFirst(" .*", "") + " with " + answer);
                }
            }
            return answer;
        }
    }
}
