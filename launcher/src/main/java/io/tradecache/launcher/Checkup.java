package io.tradecache.launcher;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.rules.calendar.NyseCalendar;
import io.tradecache.jdbc.JdbcDatabase;
import io.tradecache.json.Codec;
import io.tradecache.launcher.Settings.Cache;
import io.tradecache.launcher.Settings.Market;
import io.tradecache.redis.RedisCache;
import io.tradecache.redis.RedisSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at each thing that a server needs. Stateless and thread-safe. */
final class Checkup {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Beyond this, times in answers and ages of prices are visibly wrong. */
    private static final Duration LARGEST_SKEW = Duration.ofSeconds(1);

    /** A market announces its days years ahead, so a program that knows no more than this is an old one. */
    private static final Period LEAST_CONFIRMED = Period.ofMonths(12);

    private final Clock clock;

    Checkup(Clock clock) {
        this.clock = clock;
    }

    /** What was found out about one thing. */
    record Finding(String subject, boolean ok, String detail) {}

    /** Looks at servers that can be reached. */
    List<Finding> of(Backends backends, Settings settings) {
        List<Finding> findings = new ArrayList<>();
        try (JdbcDatabase database = JdbcDatabase.open(backends.database())) {
            findings.add(new Finding("database", true, backends.databasePlace()));
            findings.add(schema(database));
            findings.add(skew(database));
        } catch (PortException e) {
            findings.add(new Finding("database", false, backends.databasePlace() + ": " + reason(e)));
        }
        findings.add(backends.redis()
                .map(redis -> redis(redis, backends.redisPlace()))
                .orElseGet(() -> new Finding("Redis", settings.cache() == Cache.IN_PROCESS, backends.redisPlace())));
        findings.add(feed(settings.feed()));
        findings.add(calendar(settings.market()));
        return findings;
    }

    /** Asks the server that holds the data directory, since its embedded servers are its own. */
    List<Finding> ofRunning(Settings settings) {
        URI ready = URI.create(
                "http://" + ServeCommand.reachable(settings.host()) + ":" + settings.port() + "/health/ready");
        return List.of(asked(ready, settings), feed(settings.feed()), calendar(settings.market()));
    }

    private static Finding asked(URI ready, Settings settings) {
        String subject = "server";
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return new Finding(subject, answer.statusCode() == 200, "runs, and " + ready + " says " + answer.body());
        } catch (IOException e) {
            return new Finding(
                    subject,
                    false,
                    "another process holds " + settings.dataDir() + ", and nobody answers at " + ready
                            + ": give its --port, or stop it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding(subject, false, "interrupted");
        }
    }

    private static Finding schema(JdbcDatabase database) {
        int pending = database.pendingMigrations().size();
        return new Finding(
                "schema",
                pending == 0,
                pending == 0 ? "up to date" : pending + " migrations to apply: run `tradecache migrate` or `serve`");
    }

    private Finding skew(JdbcDatabase database) {
        Duration skew = Duration.between(database.now(), clock.instant()).abs();
        return new Finding(
                "clock",
                skew.compareTo(LARGEST_SKEW) <= 0,
                skew.toMillis() + " ms from the database's, at most " + LARGEST_SKEW.toMillis() + " expected");
    }

    private static Finding redis(RedisSettings settings, String place) {
        try (RedisCache redis = RedisCache.connect(settings, new Codec(), Telemetry.NONE)) {
            return new Finding("Redis", redis.store().answers(), place);
        }
    }

    /** Asks for one price, which every provider has; a feed that has to be told its prices is not asked. */
    private Finding feed(FeedChoice choice) {
        Symbol symbol = new Symbol("AAPL");
        try {
            Quote quote = choice.opening().apply(clock).fetch(Set.of(symbol)).get(symbol);
            return new Finding(
                    "price feed",
                    true,
                    choice.meaning() + ": "
                            + (quote == null ? "no price of " + symbol : symbol + " at " + quote.price()));
        } catch (PortException e) {
            return new Finding("price feed", false, choice.meaning() + ": " + reason(e));
        }
    }

    /** Says what a market does by its rules, and warns of a calendar that will have to guess before long. */
    Finding calendar(Market market) {
        if (market == Market.SIM) {
            return new Finding("calendar", true, "SIM never closes: " + new AlwaysOpen().phaseAt(clock.instant()));
        }
        NyseCalendar calendar = NyseCalendar.at(clock.instant());
        LocalDate confirmed = calendar.confirmedThrough();
        boolean soonOver = LocalDate.ofInstant(clock.instant(), calendar.zone())
                .plus(LEAST_CONFIRMED)
                .isAfter(confirmed);
        return new Finding(
                "calendar",
                true,
                calendar.market() + " is " + calendar.phaseAt(clock.instant()) + " by its rules; known from "
                        + calendar.firstDate() + " to " + calendar.lastDate() + ", announced until " + confirmed
                        + (soonOver ? ", which is soon: a newer tradecache will know more" : ""));
    }

    private static String reason(PortException e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + e.getCause() + ")";
    }
}
