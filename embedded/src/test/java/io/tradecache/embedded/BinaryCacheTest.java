package io.tradecache.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCacheTest {

    @TempDir
    private Path temporary;

    @Test
    void manyMayUnpackAtOnceAndAllGetTheSameWholeEntry() throws IOException {
        List<CompletableFuture<Path>> unpackings = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new BinaryCache(temporary, Platform.current()).redis(), task -> new Thread(task).start()))
                .toList();

        List<Path> executables =
                unpackings.stream().map(CompletableFuture::join).distinct().toList();

        assertThat(executables).hasSize(1).allMatch(Files::isExecutable);
        assertThat(Command.run(List.of(), List.of(executables.get(0).toString(), "--version"))
                        .output())
                .startsWith("Redis server v=6.2");
        try (Stream<Path> entries = Files.list(temporary)) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void theServersOfEveryPlatformAreNamed() {
        assertThat(Stream.of(
                                Platform.of("Linux", "amd64"),
                                Platform.of("Linux", "aarch64"),
                                Platform.of("Mac OS X", "x86_64"),
                                Platform.of("Mac OS X", "aarch64"))
                        .map(Platform::redisExecutable))
                .allMatch(name -> BinaryCacheTest.class.getResource("/" + name) != null);
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
                .isInstanceOf(EmbeddedServerException.Unsupported.class)
                .hasMessageContaining("give --database-url and --redis-url");
    }

    @Test
    void anArchiveCannotWriteOutsideItsDirectory() {
        byte[] archive = new byte[1024];
        byte[] name = "../outside".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, archive, 0, name.length);
        archive[156] = '0';

        assertThatThrownBy(() -> new TarArchive(new ByteArrayInputStream(archive), temporary.resolve("in")).unpack())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leaves its directory: ../outside");
        assertThat(temporary.resolve("outside")).doesNotExist();
    }
}
