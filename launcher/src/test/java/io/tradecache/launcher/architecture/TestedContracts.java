package io.tradecache.launcher.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which adapters are tested against which contracts, in all modules that were built. Stateless. */
final class TestedContracts {

    private static final String TEST = "Test";

    private TestedContracts() {}

    /** Lines such as {@code RedisCacheStore keeps CacheStoreContract}. */
    static Set<String> ofTheWholeBuild() {
        JavaClasses tests = new ClassFileImporter().importPaths(testClasses());
        return tests.stream().flatMap(TestedContracts::kept).collect(Collectors.toSet());
    }

    private static Stream<String> kept(JavaClass test) {
        String name = test.getSimpleName();
        if (!name.endsWith(TEST)) {
            return Stream.empty();
        }
        String adapter = name.substring(0, name.length() - TEST.length());
        return test.getAllRawInterfaces().stream()
                .filter(contract -> contract.getSimpleName().endsWith("Contract"))
                .map(contract -> adapter + " keeps " + contract.getSimpleName());
    }

    private static List<Path> testClasses() {
        Path modules = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> all = Files.list(modules)) {
            return all.map(module -> module.resolve("target/test-classes"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
