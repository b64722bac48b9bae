package io.tradecache.launcher;

import picocli.CommandLine.IVersionProvider;

/** Which tradecache this is. Stateless and thread-safe. */
final class Version implements IVersionProvider {

    /** The version of the jar, or {@code development} where classes are run without one. */
    static final String CURRENT = current();

    @Override
    public String[] getVersion() {
        return new String[] {"tradecache " + CURRENT, "Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }

    private static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
