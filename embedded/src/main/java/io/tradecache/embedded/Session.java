package io.tradecache.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How a command is started in a session of its own: {@code setsid}, or Perl where macOS has no such command. */
final class Session {

    private Session() {}

    /** The words before the command; none where neither is there: then Ctrl-C reaches the servers as well. */
    static List<String> prefix() {
        if (onPath("setsid")) {
            return List.of("setsid");
        }
        if (onPath("perl")) {
            return List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127", "--");
        }
        return List.of();
    }

    private static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Pattern.compile(":")
                .splitAsStream(path)
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
