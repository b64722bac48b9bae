package io.tradecache.launcher;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.ApiKeyId;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.port.ApiKeys;
import io.tradecache.jdbc.JdbcDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What the commands for API keys have in common: the database, also the embedded one of a server that runs. */
abstract class ApiKeyCommand extends SettingsCommand {

    ApiKeyCommand(Map<String, String> environment) {
        super(environment);
    }

    /** The commands beneath {@code tradecache api-key}. */
    static CommandLine all(Map<String, String> environment) {
        return new CommandLine(new Group())
                .addSubcommand(SettingOptions.added(new Create(environment)))
                .addSubcommand(SettingOptions.added(new ListAll(environment)))
                .addSubcommand(SettingOptions.added(new Revoke(environment)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(UserId.class, text -> checked(() -> new UserId(text)))
                .registerConverter(ApiKeyId.class, text -> checked(() -> new ApiKeyId(text)));
    }

    private static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidFieldException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    final int run(Settings settings, Console console) {
        try (Backends backends = Backends.openDatabaseOrRunning(settings, console::step);
                JdbcDatabase database = JdbcDatabase.open(backends.database())) {
            database.migrate();
            return run(database.apiKeys(), console);
        }
    }

    /** Does the command's work and gives its exit code. */
    abstract int run(ApiKeys keys, Console console);

    /** Does nothing by itself. */
    @Command(
            name = "api-key",
            description = "Make, list and revoke the keys that `serve --auth api-key` lets in.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    /** Makes a key and shows it, for the first and the last time. */
    @Command(name = "create", description = "Make a key, and show it this once.")
    private static final class Create extends ApiKeyCommand {

        private final SecureRandom random = new SecureRandom();
        private final Clock clock = Clock.systemUTC();

        @Option(names = "--user", required = true, paramLabel = "USER", description = "whom the key lets in")
        @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
        private UserId user;

        @Option(
                names = "--role",
                defaultValue = "user",
                paramLabel = "ROLE",
                description = "user, or admin for everybody's objects and what concerns everybody (default: user)")
        @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
        private Role role;

        Create(Map<String, String> environment) {
            super(environment);
        }

        @Override
        int run(ApiKeys keys, Console console) {
            PresentedKey presented = PresentedKey.from(random);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            keys.insert(new ApiKey(presented.id(), presented.secret().hash(), new Principal(user, role), now, null));
            console.fact("user", user + ", " + word(role));
            console.fact("id", presented.id().value());
            console.fact("key", presented.text());
            console.line("It is shown this once, since only its hash is kept. Send it as: Authorization: Bearer KEY");
            return 0;
        }
    }

    /** Shows what is known of all keys. */
    @Command(name = "list", description = "List all keys, oldest first, without what would let anybody in.")
    private static final class ListAll extends ApiKeyCommand {

        ListAll(Map<String, String> environment) {
            super(environment);
        }

        @Override
        int run(ApiKeys keys, Console console) {
            List<ApiKey> all = keys.all();
            all.forEach(key -> console.line(String.format(
                    "  %s  %-5s  %s  %s%s",
                    key.id(),
                    word(key.principal().role()),
                    key.createdAt(),
                    key.principal().user(),
                    key.revokedAt() == null ? "" : "  revoked " + key.revokedAt())));
            if (all.isEmpty()) {
                console.line("There are no keys: tradecache api-key create --user NAME --role user");
            }
            return 0;
        }
    }

    /** Makes a key let nobody in any more. */
    @Command(name = "revoke", description = "Make a key let nobody in any more, on every node within 5 seconds.")
    private static final class Revoke extends ApiKeyCommand {

        private final Clock clock = Clock.systemUTC();

        @Parameters(paramLabel = "ID", description = "the key's id, as `list` shows it")
        @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command.
        private ApiKeyId id;

        Revoke(Map<String, String> environment) {
            super(environment);
        }

        @Override
        int run(ApiKeys keys, Console console) {
            boolean found = keys.revoke(id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            console.line(found ? id + " lets nobody in any more" : "There is no key " + id);
            return found ? 0 : 1;
        }
    }
}
