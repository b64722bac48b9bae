package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

    private static final String PLAIN = "jdbc:postgresql://db.example:5433/trading";

    @Test
    void theDefaultsSuitAServer() {
        DatabaseSettings settings = DatabaseSettings.of(PLAIN);

        assertThat(settings.user()).isEmpty();
        assertThat(settings.password()).isEmpty();
        assertThat(settings.connections()).isEqualTo(10);
        assertThat(settings.connectionTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.statementTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.lockTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.idleInTransactionTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example/trading?user=amelia&password=s3cret%2Bx",
                "jdbc:postgresql://db.example/trading?password=s3cret%2Bx&user=amelia",
                "postgresql://amelia:s3cret%2Bx@db.example/trading",
                "postgres://amelia:s3cret+x@db.example/trading",
                "postgresql://db.example/trading?user=amelia&password=s3cret+x"
            })
    void userAndPasswordAreTakenOutOfTheUrl(String url) {
        DatabaseSettings settings = DatabaseSettings.of(url);

        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example/trading");
        assertThat(settings.user()).isEqualTo("amelia");
        assertThat(settings.password()).isEqualTo("s3cret+x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql:trading | jdbc:postgresql:trading",
                "jdbc:postgresql:///trading | jdbc:postgresql:///trading",
                "jdbc:postgresql://a:1,b:2/trading?targetServerType=primary"
                        + " | jdbc:postgresql://a:1,b:2/trading?targetServerType=primary",
                "jdbc:postgresql://[::1]:5432/t?user=amelia&prepareThreshold=0"
                        + " | jdbc:postgresql://[::1]:5432/t?prepareThreshold=0",
                "postgresql:///trading | jdbc:postgresql://localhost/trading",
                "postgresql://amelia@db.example/trading | jdbc:postgresql://db.example/trading",
                "postgresql://a:1,b:2/t%C3%A4g?sslmode=require&channel_binding=require"
                        + " | jdbc:postgresql://a:1,b:2/t%C3%A4g?sslmode=require&channelBinding=require",
                "postgresql://db.example/t?application_name=my%20app | jdbc:postgresql://db.example/t?ApplicationName=my+app"
            })
    void theDriverIsToldTheRest(String url, String expected) {
        assertThat(DatabaseSettings.of(url).jdbcUrl()).isEqualTo(expected);
    }

    @Test
    void thePasswordIsNeverShown() {
        DatabaseSettings settings = DatabaseSettings.of("postgresql://amelia:s3cret@db.example/trading");

        assertThat(settings.toString())
                .doesNotContain("s3cret")
                .contains("jdbc:postgresql://db.example/trading, user=amelia, password=***");
        assertThat(DatabaseUrl.parsed("postgresql://amelia:s3cret@db.example/trading"))
                .hasToString("jdbc:postgresql://db.example/trading as amelia");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "mysql://amelia:s3cret@db.example/trading",
                "postgresql://amelia:s3cret@db.example",
                "postgresql://amelia:s3cret/x@db.example/trading",
                "postgresql://amelia:s3cret?x@db.example/trading",
                "postgresql://amelia:s3cret#x@db.example/trading",
                "postgresql://amelia:s3cret@x@db.example/trading",
                "postgresql://amelia:s3cret%zz@db.example/trading",
                "postgresql://amelia:x@db.example/trading?s3cret=1",
                "jdbc:postgresql://amelia:s3cret@db.example/trading",
                "jdbc:postgresql://db.example/trading?password=s3cret%z",
                "jdbc:postgresql://db.example:s3cret/trading"
            })
    void aUrlThatCannotBeIsRefusedWithoutRepeatingAnyOfIt(String url) {
        assertThatThrownBy(() -> DatabaseSettings.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("URL")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void theParametersThatAreKnownAreNamedWhenOneIsNot() {
        assertThatThrownBy(() -> DatabaseSettings.of("postgresql://db.example/trading?ssl_mode=require"))
                .hasMessageContaining("sslmode, sslrootcert");
    }

    @Test
    void aPasswordInsideTheJdbcUrlOfTheRecordIsRefused() {
        DatabaseSettings settings = DatabaseSettings.of(PLAIN);

        assertThatThrownBy(() -> new DatabaseSettings(
                        PLAIN + "?password=s3cret",
                        "amelia",
                        "",
                        settings.connections(),
                        settings.connectionTimeout(),
                        settings.statementTimeout(),
                        settings.lockTimeout(),
                        settings.idleInTransactionTimeout()))
                .hasMessageContaining("beside the JDBC URL")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void limitsThatNothingCouldKeepAreRefused() {
        DatabaseSettings settings = DatabaseSettings.of(PLAIN);
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> settings.withConnections(0)).hasMessageContaining("connections");
        assertThatThrownBy(() -> settings.withConnectionTimeout(Duration.ofMillis(249)))
                .hasMessageContaining("connection timeout");
        assertThatThrownBy(() -> settings.withTimeouts(Duration.ZERO, second)).hasMessageContaining("statement");
        assertThatThrownBy(() -> settings.withTimeouts(second, Duration.ZERO)).hasMessageContaining("lock");
    }
}
