package io.tradecache.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Unpacks the tar archives that the PostgreSQL jars hold: files, directories and links. Not thread-safe. */
final class TarArchive {

    private static final int BLOCK = 512;
    private final InputStream in;
    private final Path target;

    TarArchive(InputStream in, Path target) {
        this.in = in;
        this.target = target;
    }

    void unpack() throws IOException {
        byte[] header = new byte[BLOCK];
        String longName = "";
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            long size = octal(header, 124, 12);
            char type = (char) header[156];
            if (type == 'L') {
                longName = text(in.readNBytes((int) size), 0, (int) size);
                skipPadding(size);
                continue;
            }
            write(longName.isEmpty() ? name(header) : longName, type, header, size);
            longName = "";
        }
    }

    private void write(String name, char type, byte[] header, long size) throws IOException {
        Path file = inside(name);
        switch (type) {
            case '5' -> Files.createDirectories(file);
            case '2' -> Files.createSymbolicLink(parented(file), linkInside(file, text(header, 157, 100)));
            case '1' -> Files.createLink(parented(file), inside(text(header, 157, 100)));
            case '0', '\0' -> {
                copy(parented(file), size);
                boolean executable = (octal(header, 100, 8) & 0100) != 0;
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
            default -> {
                in.skipNBytes(size);
                skipPadding(size);
            }
        }
    }

    private void copy(Path file, long size) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("archive ends inside " + file.getFileName());
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        skipPadding(size);
    }

    private void skipPadding(long size) throws IOException {
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private Path inside(String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("archive entry leaves its directory: " + name);
        }
        return file;
    }

    private Path linkInside(Path link, String to) throws IOException {
        if (!link.resolveSibling(to).normalize().startsWith(target)) {
            throw new IOException("archive link leaves its directory: " + to);
        }
        return Path.of(to);
    }

    private static Path parented(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        boolean posix = header[262] == '\0';
        String prefix = posix ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] bytes, int from, int length) {
        String digits = text(bytes, from, length).trim();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
