package io.tradecache.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The files of one PostgreSQL: made once, whole or not at all, with one role and one database for the application;
 * flushed to disk once, when all is there.
 * The superuser has no password and cannot log in; only {@code postgres --single} on the stopped server speaks for it.
 */
final class PostgresCluster {

    static final String NAME = "tradecache";
    private final DataDirectory home;
    private final Path programs;
    private final boolean durable;

    PostgresCluster(DataDirectory home, Path programs, boolean durable) {
        this.home = home;
        this.programs = programs.resolve("bin");
        this.durable = durable;
    }

    Path directory() {
        return home.postgres();
    }

    String program(String name) {
        return programs.resolve(name).toString();
    }

    /** Makes the cluster where it is missing, and refuses one of another major version. */
    void prepare(Consumer<String> progress) throws IOException {
        if (!Files.exists(directory().resolve("PG_VERSION"))) {
            progress.accept("Preparing a new database in " + directory());
            create();
        } else {
            checkVersion();
            checkOwner();
            home.account().own(directory());
            if (home.credentials().fresh()) {
                renewPassword();
            }
        }
    }

    /** The credentials file was lost: its new password becomes the role's. */
    private void renewPassword() throws IOException {
        single(
                directory(),
                "ALTER ROLE " + NAME + " PASSWORD '" + home.credentials().postgres() + "'");
    }

    private void create() throws IOException {
        Path unfinished = home.root().resolve("postgres.unfinished");
        Directories.delete(unfinished);
        Files.createDirectory(unfinished, Directories.mode("rwx------"));
        home.account().own(unfinished);
        initialise(unfinished);
        single(
                unfinished,
                "CREATE ROLE " + NAME + " LOGIN PASSWORD '" + home.credentials().postgres() + "'",
                "CREATE DATABASE " + NAME + " OWNER " + NAME);
        if (!durable) {
            // What tests do that a server never does: databases of their own, other roles, writing as a replica.
            single(
                    unfinished,
                    "ALTER ROLE " + NAME + " CREATEDB CREATEROLE",
                    "GRANT SET ON PARAMETER session_replication_role TO " + NAME);
        }
        Files.writeString(unfinished.resolve("pg_hba.conf"), """
                # Written by tradecache: its role only, from this machine only, with a password only.
                host all %s 127.0.0.1/32 scram-sha-256
                """.formatted(NAME));
        if (durable) {
            run(List.of(program("initdb"), "--sync-only", "-D", unfinished.toString()), "", "initdb --sync-only");
        }
        Files.move(unfinished, directory(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path target) throws IOException {
        List<String> command = new ArrayList<>(List.of(program("initdb"), "-D", target.toString()));
        command.addAll(List.of("-U", "postgres", "-E", "UTF8", "--auth=reject", "--no-instructions", "--no-sync"));
        command.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        run(command, "", "initdb");
    }

    private void single(Path target, String... statements) throws IOException {
        boolean inUse = target.equals(directory());
        List<String> command = new ArrayList<>(List.of(program("postgres"), "--single", "-j", "-D", target.toString()));
        command.addAll(List.of("-c", "fsync=" + (inUse && durable ? "on" : "off")));
        command.addAll(List.of("-c", "log_min_messages=error", "-c", "exit_on_error=on", "postgres"));
        run(command, String.join(";\n\n", statements) + ";\n\n", "postgres --single");
    }

    private void run(List<String> command, String input, String what) throws IOException {
        Command.Result result = Command.run(List.of(), home.account().command(home.root(), command), input);
        if (result.failed()) {
            throw new EmbeddedServerException.StartFailed(
                    what + " failed with exit code " + result.code() + ":\n" + result.output(), null);
        }
    }

    private void checkVersion() throws IOException {
        String found = Files.readString(directory().resolve("PG_VERSION"), StandardCharsets.US_ASCII)
                .strip();
        Command.Result version = Command.run(List.of(), List.of(program("postgres"), "--version"));
        String expected = version.output().replaceFirst("^\\D*(\\d+).*$", "$1");
        if (!found.equals(expected)) {
            throw new EmbeddedServerException.WrongVersion(directory(), found, expected);
        }
    }

    private void checkOwner() throws IOException {
        int owner = (int) Files.getAttribute(directory(), "unix:uid");
        if (Account.currentUid() != 0 && owner != Account.currentUid()) {
            throw new EmbeddedServerException.Unsupported(directory() + " belongs to "
                    + Files.getOwner(directory()) + ", not to this user: start tradecache as that user (or as root),"
                    + " give the files away with chown -R, or choose another --data-dir");
        }
    }
}
