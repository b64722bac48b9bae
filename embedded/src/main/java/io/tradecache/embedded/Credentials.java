package io.tradecache.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The random passwords of one data directory, readable by its owner only. Immutable. */
record Credentials(String postgres, String redis, boolean fresh) {

    private static final int BYTES = 24;

    static Credentials of(Path file) throws IOException {
        Properties known = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            }
        }
        String postgres = known.getProperty("postgres.password", "");
        String redis = known.getProperty("redis.password", "");
        if (!postgres.isBlank() && !redis.isBlank()) {
            return new Credentials(postgres, redis, false);
        }
        Credentials made = new Credentials(random(), random(), true);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, Directories.mode("rw-------"));
        Files.writeString(next, "postgres.password=" + made.postgres + "\nredis.password=" + made.redis + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return made;
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Credentials[masked]";
    }
}
