package io.tradecache.launcher.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core's sources are compiled once more with a stranger among them: the module descriptor must keep it out. */
class CoreStaysPureTest {

    @TempDir
    private Path classes;

    @Test
    void theSourcesOfTheCoreCompileAsTheyAre() throws Exception {
        assertThat(errorsWith("package io.tradecache.core.model; final class Guest {}"))
                .isEmpty();
    }

    @Test
    void anImportOfJavaSqlDoesNotCompileInTheCore() throws Exception {
        List<String> errors = errorsWith("package io.tradecache.core.model; final class Guest { java.sql.Date date; }");

        assertThat(errors).anyMatch(error -> error.contains("java.sql") && error.contains("io.tradecache.core"));
    }

    private List<String> errorsWith(String guest) throws IOException, URISyntaxException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        Path annotations = Path.of(NullMarked.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> options =
                List.of("--release", "17", "--module-path", annotations.toString(), "-d", classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
            Iterable<? extends JavaFileObject> sources = Stream.concat(
                            core(files), Stream.of(new Source("io/tradecache/core/model/Guest.java", guest)))
                    .toList();
            compiler.getTask(null, files, found, options, null, sources).call();
        }
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::toString)
                .toList();
    }

    private static Stream<JavaFileObject> core(StandardJavaFileManager files) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("..", "core", "src", "main", "java"))) {
            List<Path> sources =
                    all.filter(path -> path.toString().endsWith(".java")).toList();
            Stream.Builder<JavaFileObject> objects = Stream.builder();
            files.getJavaFileObjectsFromPaths(sources).forEach(objects::add);
            return objects.build();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
