package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tradecache.launcher.Settings.Cache;
import io.tradecache.launcher.Settings.Market;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsParserTest {

    @Test
    void nothingGivenMeansServersOfItsOwnOnLoopback() {
        Settings settings = SettingsParser.parse(given(Map.of(), Map.of()));

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.database()).isNull();
        assertThat(settings.cache()).isEqualTo(Cache.EMBEDDED);
        assertThat(settings.market()).isEqualTo(Market.SIM);
        assertThat(settings.dataDir()).hasToString("./.tradecache");
        assertThat(settings.demo()).isTrue();
    }

    @Test
    void aFlagWinsOverItsVariable() {
        Settings settings = SettingsParser.parse(
                given(Map.of(Setting.PORT, "9001"), Map.of("TRADECACHE_PORT", "9002", "TRADECACHE_NO_DEMO", "true")));

        assertThat(settings.port()).isEqualTo(9001);
        assertThat(settings.demo()).isFalse();
    }

    @Test
    void aMarketMayHaveHours() {
        assertThat(SettingsParser.parse(given(Map.of(Setting.MARKET, "XNYS"), Map.of()))
                        .market())
                .isEqualTo(Market.XNYS);
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        InvalidSettingsException refused = refused(
                Map.of(
                        Setting.PORT, "http",
                        Setting.FEED, "bloomberg",
                        Setting.MARKET, "XETR",
                        Setting.DATABASE_URL, "mysql://db",
                        Setting.KEY_PREFIX, "{a}"),
                Map.of("TRADECACHE_AUTH", "password"));

        assertThat(refused.problems())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains("--port", "http", "0 to 65535"))
                .anySatisfy(line -> assertThat(line).contains("--market", "XETR", "SIM or XNYS"))
                .anySatisfy(line -> assertThat(line).contains("--feed", "bloomberg", "simulated"))
                .anySatisfy(line -> assertThat(line).contains("--database-url", "jdbc:postgresql://"))
                .anySatisfy(line -> assertThat(line).contains("--key-prefix", "braces"))
                .anySatisfy(line -> assertThat(line).contains("TRADECACHE_AUTH", "password", "api-key or jwt or none"));
    }

    @Test
    void theStreamsHaveTheirLimits() {
        Settings settings = SettingsParser.parse(given(
                Map.of(
                        Setting.STREAM_INTERVAL, "1000",
                        Setting.STREAM_SYMBOLS, "50",
                        Setting.STREAM_CONNECTIONS, "2",
                        Setting.ALLOWED_ORIGINS, "https://example.com, http://localhost:5173"),
                Map.of()));

        assertThat(settings.streams().interval()).hasMillis(1_000);
        assertThat(settings.streams().mostSymbols()).isEqualTo(50);
        assertThat(settings.streams().connectionsOfUser()).isEqualTo(2);
        assertThat(settings.streams().origins())
                .containsExactlyInAnyOrder("https://example.com", "http://localhost:5173");
    }

    @Test
    void allThatIsWrongWithTheStreamsIsNamedAtOnce() {
        InvalidSettingsException refused = refused(
                Map.of(
                        Setting.STREAM_INTERVAL, "99",
                        Setting.STREAM_SYMBOLS, "many",
                        Setting.STREAM_CONNECTIONS, "0",
                        Setting.ALLOWED_ORIGINS, "example.com,https://example.com/app,https://fine.example"),
                Map.of());

        assertThat(refused.problems())
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).contains("--stream-interval", "99", "100 to 5000"))
                .anySatisfy(line -> assertThat(line).contains("--stream-symbols", "many", "1 to 1000"))
                .anySatisfy(line -> assertThat(line).contains("--stream-connections", "'0'"))
                .anySatisfy(line -> assertThat(line).contains("--allowed-origins", "'example.com'"))
                .anySatisfy(line -> assertThat(line).contains("--allowed-origins", "https://example.com/app"));
    }

    @Test
    void nobodyElseIsLetInWithoutAuthentication() {
        InvalidSettingsException refused = refused(Map.of(Setting.HOST, "0.0.0.0"), Map.of());

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("--host", "0.0.0.0", "127.0.0.1", "--insecure");
        assertThat(SettingsParser.parse(given(Map.of(Setting.HOST, "0.0.0.0", Setting.INSECURE, "true"), Map.of()))
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void noProblemShowsAPassword() {
        InvalidSettingsException refused = refused(
                Map.of(
                        Setting.DATABASE_URL, "postgresql://ada:hunter2@",
                        Setting.REDIS_URL, "redis://:hunter2@ho st"),
                Map.of());

        assertThat(refused).hasMessageNotContaining("hunter2");
        assertThat(refused.problems()).hasSize(2);
    }

    @Test
    void theReportMasksPasswordsAndNamesOrigins() {
        String report = SettingsReport.of(given(
                Map.of(Setting.DATABASE_URL, "jdbc:postgresql://db/t?user=ada&password=hunter2&ssl=true"),
                Map.of("TRADECACHE_REDIS_URL", "redis://:hunt@er2@cache:6379/0")));

        assertThat(report)
                .contains("jdbc:postgresql://db/t?user=ada&password=***&ssl=true", "(--database-url)")
                .contains("redis://:***@cache:6379/0", "(TRADECACHE_REDIS_URL)")
                .contains("127.0.0.1", "(default)")
                .doesNotContain("hunt");
    }

    @Test
    void theReportMasksAlsoWhatIsNoProperUrl() {
        assertThat(SettingsReport.masked("redis://hunter2@cache:6379")).isEqualTo("redis://***@cache:6379");
        assertThat(SettingsReport.masked("host=db password=hunter2 port=1")).isEqualTo("host=db password=*** port=1");
    }

    private static InvalidSettingsException refused(Map<Setting, String> flags, Map<String, String> environment) {
        return catchThrowableOfType(
                InvalidSettingsException.class, () -> SettingsParser.parse(given(flags, environment)));
    }

    private static Given given(Map<Setting, String> flags, Map<String, String> environment) {
        return new Given(flags, environment);
    }
}
