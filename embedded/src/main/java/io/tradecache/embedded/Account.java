package io.tradecache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The account that servers run as: this user's own, except that root gives way to an unprivileged one, because
 * PostgreSQL refuses root. The change is made by {@code setpriv} alone, with or without user namespaces, so that the
 * data always has one and the same owner. Immutable.
 */
record Account(int uid, int gid, boolean switched) {

    private static final int CAP_DAC_OVERRIDE = 1;
    private static final int CAP_DAC_READ_SEARCH = 2;
    private static final String ADVICE = "start tradecache as an ordinary user, or give --database-url and --redis-url";
    private static final int CURRENT_UID = uidOfNewFiles();

    static int currentUid() {
        return CURRENT_UID;
    }

    /** The owner of existing data; else the owner of its directory, else {@code nobody}. */
    static Account forData(Path directory, Path cluster) {
        if (currentUid() != 0) {
            return new Account(currentUid(), -1, false);
        }
        Account account = ownerOf(cluster)
                .or(() -> ownerOf(directory).filter(owner -> named(owner.uid)))
                .orElseGet(Account::nobody);
        account.probe();
        return account;
    }

    /** The command, run as this account in a session of its own, so that Ctrl-C in a terminal does not reach it. */
    List<String> command(Path data, List<String> command) {
        List<String> words = new ArrayList<>(Session.prefix());
        words.addAll(change(data));
        words.addAll(command);
        return words;
    }

    void own(Path tree) throws IOException {
        if (switched && (int) Files.getAttribute(tree, "unix:uid") != uid) {
            Directories.own(tree, uid, gid);
        }
    }

    private List<String> change(Path data) {
        if (!switched) {
            return List.of();
        }
        List<String> words = new ArrayList<>(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs"));
        String capability = capabilityToReach(data);
        words.add("--inh-caps=-all" + capability);
        if (!capability.isEmpty()) {
            words.add("--ambient-caps=-all" + capability);
        }
        return words;
    }

    /** Below a closed directory, such as /root, the account needs leave to pass; nobody's directory is opened for it. */
    private String capabilityToReach(Path data) {
        Optional<Path> closed = closedAbove(data);
        if (closed.isEmpty()) {
            return "";
        }
        long allowed = allowedCapabilities();
        if ((allowed >> CAP_DAC_READ_SEARCH & 1) == 1) {
            return ",+dac_read_search";
        }
        if ((allowed >> CAP_DAC_OVERRIDE & 1) == 1) {
            return ",+dac_override";
        }
        throw new EmbeddedServerException.Unsupported(
                "The embedded servers run as user " + uid + ", who cannot pass " + closed.get()
                        + ": allow it (chmod o+x " + closed.get() + "), choose another --data-dir, or " + ADVICE);
    }

    private Optional<Path> closedAbove(Path data) {
        for (Path directory = data; directory != null; directory = directory.getParent()) {
            try {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
                boolean own = (int) Files.getAttribute(directory, "unix:uid") == uid;
                if (!permissions.contains(
                        own ? PosixFilePermission.OWNER_EXECUTE : PosixFilePermission.OTHERS_EXECUTE)) {
                    return Optional.of(directory);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    private void probe() {
        try {
            Command.Result result = Command.run(change(Path.of("/")), List.of("true"));
            if (result.failed()) {
                throw new EmbeddedServerException.Unsupported("PostgreSQL does not run as root, and this process may"
                        + " not become user " + uid + " (" + result.output() + "): " + ADVICE);
            }
        } catch (IOException e) {
            throw new EmbeddedServerException.Unsupported("PostgreSQL does not run as root, and setpriv (of util-linux)"
                    + " cannot be run to change the user (" + e.getMessage() + "): install it, " + ADVICE);
        }
    }

    private static Optional<Account> ownerOf(Path path) {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            int uid = (int) Files.getAttribute(path, "unix:uid");
            int gid = (int) Files.getAttribute(path, "unix:gid");
            return uid == 0 ? Optional.empty() : Optional.of(new Account(uid, gid, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Account nobody() {
        for (String[] user : users()) {
            if (user[0].equals("nobody")) {
                return new Account(Integer.parseInt(user[2]), Integer.parseInt(user[3]), true);
            }
        }
        throw new EmbeddedServerException.Unsupported(
                "PostgreSQL does not run as root, and there is no user nobody to run it as: " + ADVICE);
    }

    /** PostgreSQL's initdb insists on an account that has a name. */
    private static boolean named(int uid) {
        return users().stream().anyMatch(user -> user[2].equals(Integer.toString(uid)));
    }

    private static List<String[]> users() {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.split(":", -1))
                    .filter(user -> user.length > 3)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long allowedCapabilities() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapBnd:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static int uidOfNewFiles() {
        try {
            Path file = Files.createTempFile("tradecache", ".uid");
            try {
                return (int) Files.getAttribute(file, "unix:uid");
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
