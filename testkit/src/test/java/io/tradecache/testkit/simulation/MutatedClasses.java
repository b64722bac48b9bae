package io.tradecache.testkit.simulation;

import io.tradecache.core.Tradecache;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Loads all classes of tradecache anew, some of them compiled from changed sources. So a mutant is the very code of today
 * but for its edits, and the code itself needs no switches for its tests.
 */
final class MutatedClasses extends URLClassLoader {

    private static final String OURS = "io.tradecache.";

    static {
        registerAsParallelCapable();
    }

    private MutatedClasses(List<URL> places) {
        super(places.toArray(URL[]::new), MutatedClasses.class.getClassLoader());
    }

    /**
     * Compiles a mutant.
     *
     * @param root the directory of the whole project
     * @param target an empty directory for its classes
     */
    static MutatedClasses of(Path root, Path target, List<Edit> edits) throws IOException {
        compile(root, target, edits);
        List<URL> places = new ArrayList<>();
        places.add(target.toUri().toURL());
        for (Class<?> type : List.of(Tradecache.class, Baton.class, MutatedClasses.class)) {
            places.add(placeOf(type));
        }
        return new MutatedClasses(places);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    private static void compile(Path root, Path target, List<Edit> edits) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (Path file : edits.stream().map(Edit::file).distinct().toList()) {
            String source = Files.readString(root.resolve(file));
            for (Edit edit :
                    edits.stream().filter(edit -> edit.file().equals(file)).toList()) {
                source = edit.applyTo(source);
            }
            sources.add(new Source(file, source));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options =
                List.of("-d", target.toString(), "-classpath", classpath(), "-proc:none", "-nowarn", "--release", "17");
        if (!compiler.getTask(complaints, null, null, options, null, sources).call()) {
            throw new IllegalStateException("the mutant does not compile:\n" + complaints);
        }
    }

    private static String classpath() {
        return Stream.of(Tradecache.class, Baton.class, MutatedClasses.class, Nullable.class)
                .map(MutatedClasses::placeOf)
                .map(place -> Path.of(URI.create(place.toString())).toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static URL placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source.getLocation();
    }

    /** A source file as it is in the mutant. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file, String text) {
            super(URI.create("string:///" + file.toString().replace('\\', '/')), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
