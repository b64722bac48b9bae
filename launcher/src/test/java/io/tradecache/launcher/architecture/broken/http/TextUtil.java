package io.tradecache.launcher.architecture.broken.http;

import java.util.logging.Logger;

/** R6: a drawer's name; R11: prints, logs to the JDK and throws what says nothing. */
final class TextUtil {

    private TextUtil() {}

    static void complain(String text) {
        System.out.println(text);
        Logger.getLogger("broken").warning(text);
        throw new RuntimeException(text);
    }
}
