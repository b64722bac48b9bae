package io.tradecache.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.service.RefusedException;
import io.tradecache.json.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The description of the API, for programs and, at {@code /docs}, for people. Everything comes from this server, and the
 * page may run and load nothing else. Thread-safe.
 */
final class DocumentRoutes {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private final Codec codec;
    /** Read when first asked for: a start need not wait for what few look at. */
    private final Map<String, StaticContent> contents = new ConcurrentHashMap<>();

    private final Map<String, Supplier<StaticContent>> files = Map.of(
            "docs.css", () -> StaticContent.ofResource(STYLE, "docs/docs.css"),
            "docs.js", () -> StaticContent.ofResource(SCRIPT, "docs/docs.js"),
            "swagger-ui.css", () -> webjar(STYLE, "swagger-ui.css"),
            "swagger-ui-bundle.js", () -> webjar(SCRIPT, "swagger-ui-bundle.js"),
            "favicon-32x32.png", () -> webjar("image/png", "favicon-32x32.png"));

    DocumentRoutes(Codec codec) {
        this.codec = codec;
    }

    void register(RoutesConfig routes) {
        Routing.get(routes, "/openapi.json", this::document, Audience.EVERYBODY);
        Routing.get(routes, "/docs", this::page, Audience.EVERYBODY);
        Routing.get(routes, "/docs/{file}", this::file, Audience.EVERYBODY);
    }

    private void document(Context ctx) {
        content("openapi.json", () -> new StaticContent("application/json", codec.encode(new OpenApiDocument().read())))
                .answer(ctx);
    }

    private void page(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY).header("Referrer-Policy", "no-referrer");
        content("docs.html", () -> StaticContent.ofResource("text/html; charset=utf-8", "docs/docs.html"))
                .answer(ctx);
    }

    private void file(Context ctx) {
        String name = ctx.pathParam("file");
        Supplier<StaticContent> file = files.get(name);
        if (file == null) {
            throw new RefusedException.NotFound("file", name);
        }
        content(name, file).answer(ctx);
    }

    private StaticContent content(String name, Supplier<StaticContent> made) {
        return contents.computeIfAbsent(name, absent -> made.get());
    }

    private static StaticContent webjar(String type, String file) {
        return StaticContent.ofResource(type, "/META-INF/resources/webjars/swagger-ui/" + Webjar.VERSION + "/" + file);
    }

    /** Which release of the pages is on the class path, as it says itself. */
    private static final class Webjar {

        static final String VERSION = version();

        private static String version() {
            String path = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
            try (InputStream in = DocumentRoutes.class.getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalStateException("not on the class path: " + path);
                }
                Properties properties = new Properties();
                properties.load(in);
                return properties.getProperty("version");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot be read: " + path, e);
            }
        }
    }
}
