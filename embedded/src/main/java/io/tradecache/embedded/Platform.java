package io.tradecache.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The operating system and processor that binaries are chosen for. Immutable. */
record Platform(String system, String processor) {

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        String system = os.contains("linux") ? "linux" : os.contains("mac") || os.contains("darwin") ? "darwin" : "";
        String processor = switch (arch) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> "";
        };
        if (system.isEmpty() || processor.isEmpty()) {
            throw new EmbeddedServerException.Unsupported("No embedded servers for " + osName + " on " + osArch
                    + " (only Linux and macOS on amd64 and arm64): give --database-url and --redis-url");
        }
        return new Platform(system, processor);
    }

    boolean linux() {
        return system.equals("linux");
    }

    /** The archive's name in the PostgreSQL jar of this platform. */
    String postgresArchive() {
        return "postgres-" + system + "-" + (processor.equals("amd64") ? "x86_64" : "arm_64") + ".txz";
    }

    /** The executable's name in the Redis jar. */
    String redisExecutable() {
        String version = linux() && processor.equals("arm64") ? "6.2.7" : "6.2.6-v5";
        return "redis-server-" + version + "-" + system + "-" + processor;
    }

    /** True where programs are linked with musl instead of glibc, for which the jars hold no binaries. */
    boolean musl() {
        String machine = processor.equals("amd64") ? "x86_64" : "aarch64";
        return linux()
                && Files.exists(Path.of("/lib/ld-musl-" + machine + ".so.1"))
                && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
                && !Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
    }
}
