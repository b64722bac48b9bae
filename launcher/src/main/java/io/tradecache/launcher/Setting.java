package io.tradecache.launcher;

import io.tradecache.http.Authentication;
import java.util.Locale;

/** Every option of the command line: its flag, its environment variable and its default, in the order of the help. */
enum Setting {
    HOST("127.0.0.1", "ADDRESS", "address to listen on; other than loopback needs --insecure while --auth is none"),
    PORT("8080", "PORT", "port to listen on; 0 takes any that is free"),
    DATABASE_URL(
            "embedded",
            "URL",
            "embedded, jdbc:postgresql://host/db?user=u&password=pw or postgresql://u:pw@host/db (PostgreSQL 13 or newer)"),
    REDIS_URL(
            "embedded",
            "URL",
            "embedded, redis://[user:pw@]host:port/db, rediss://… for TLS, redis+sentinel://h1,h2/name, or none for a cache"
                    + " inside this process"),
    FEED(
            "simulated",
            "NAME",
            "where prices come from: simulated, manual, replay:FILE.csv[@SPEED], alpaca or finnhub, which find their keys in"
                    + " the environment"),
    MARKET(
            "auto",
            "CODE",
            "whose hours count: XNYS, US equities, or SIM, a market that never closes; auto is SIM with a simulated, manual or"
                    + " replayed feed, and else XNYS"),
    AUTH(
            "none",
            "MODE",
            "how callers say who they are: none, which lets everybody act for every user, api-key (see `tradecache api-key"
                    + " --help`) or jwt; the latter two as Authorization: Bearer …"),
    INSECURE("false", "", "listen beyond loopback, or under any name, although --auth is none"),
    JWT_JWKS_URL("", "URL", "with --auth jwt: where the public keys are that tokens are signed with; https"),
    JWT_SECRET(
            "",
            "SECRET",
            "with --auth jwt: what tokens are signed with, 32 bytes or more, instead of public keys; rather by the variable,"
                    + " since flags are seen by every process"),
    JWT_ALGORITHM(
            "auto", "NAME", "the only algorithm that counts; auto is RS256 with public keys, HS256 with a secret"),
    JWT_ISSUER("", "TEXT", "needed with --auth jwt: the `iss` of tokens"),
    JWT_AUDIENCE("", "TEXT", "needed with --auth jwt: the `aud` of tokens, which may have others too"),
    JWT_ROLE_CLAIM("role,roles", "NAMES", "the claims of which one says admin, as a text or in a list"),
    METRICS_PUBLIC(
            "false", "", "let everybody read /metrics; without it, that takes an administrator unless --auth is none"),
    ALLOWED_ORIGINS(
            "",
            "ORIGINS",
            "the web sites whose pages may call the server besides its own, for example"
                    + " https://app.example.com,http://localhost:3000"),
    RATE_LIMIT(
            "auto",
            "COUNT",
            "how many requests of one caller are answered in a minute, streams aside; 0 for any number; auto is 1200, and any"
                    + " number while --auth is none"),
    FAILURE_LIMIT(
            Integer.toString(Authentication.FAILURES_A_MINUTE),
            "COUNT",
            "how many different credentials of one address may fail in a minute, after which nobody new is let in from there;"
                    + " 0 for any number"),
    STREAM_INTERVAL(
            "250", "MS", "how often a client is sent prices unless it asks otherwise: 100 to 5000 milliseconds"),
    STREAM_SYMBOLS("200", "COUNT", "how many symbols one connection may listen to: 1 to 1000"),
    STREAM_CONNECTIONS("5", "COUNT", "how many connections one user may have to the streams while --auth is not none"),
    KEY_PREFIX("", "TEXT", "stands before every cache key and channel on a shared Redis; no braces"),
    DATA_DIR("./.tradecache", "PATH", "where the embedded servers keep their data"),
    NO_DEMO("false", "", "put no demo data in"),
    LOG_FORMAT("text", "FORMAT", "text or json");

    private final String defaultText;
    private final String label;
    private final String meaning;

    Setting(String defaultText, String label, String meaning) {
        this.defaultText = defaultText;
        this.label = label;
        this.meaning = meaning;
    }

    /** For example {@code --database-url}. */
    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For example {@code TRADECACHE_DATABASE_URL}. */
    String variable() {
        return "TRADECACHE_" + name();
    }

    /** What counts when neither the flag nor the variable is given. */
    String defaultText() {
        return defaultText;
    }

    /** Stands for the value in the help; empty for a flag that stands alone. */
    String label() {
        return label;
    }

    /** What the option does, for the help. */
    String meaning() {
        return meaning;
    }

    /** Whether the value must not be shown. */
    boolean isSecret() {
        return this == JWT_SECRET;
    }

    /** Whether the option is a flag without a value. */
    boolean isSwitch() {
        return label.isEmpty();
    }
}
