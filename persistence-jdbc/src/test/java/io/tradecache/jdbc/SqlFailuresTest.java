package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.port.PortException;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void whatAnotherTransactionCausedIsAConflict(String state) {
        assertThatThrownBy(() -> failWith(state)).isInstanceOf(PortException.Conflict.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "08001", "08006", "53300", "57P01", "57P03", "57014", "58030", "28P01", "3D000", "25006", "55P03",
                "25P03", "40003"
            })
    void whatMayPassIsUnavailable(String state) {
        assertThatThrownBy(() -> failWith(state)).isInstanceOf(PortException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "22003", "42P01", "42501", "25P02", "XX000"})
    void whatWillNeverWorkIsCorrupt(String state) {
        assertThatThrownBy(() -> failWith(state)).isInstanceOf(PortException.Corrupt.class);
    }

    @Test
    void theMessageNamesTheSubjectAndKeepsTheCause() {
        SQLException cause = new SQLException("terminating connection", "57P01");

        assertThatThrownBy(() -> fail(cause))
                .hasMessage("database unavailable: find portfolio_1")
                .hasCause(cause);
    }

    @Test
    void aRowThatTheModelRefusesIsCorrupt() {
        assertThatThrownBy(() -> SqlFailures.call("find portfolio_1", () -> {
                    throw new InvalidFieldException("name", "must not be blank");
                }))
                .isInstanceOf(PortException.Corrupt.class)
                .hasMessageContaining("find portfolio_1");
    }

    @Test
    void aMigrationFailsAsItsCauseDoes() {
        assertThatThrownBy(() -> migrationFails(new FlywayException("no", new SQLException("down", "08001"))))
                .isInstanceOf(PortException.Unavailable.class);
        assertThatThrownBy(() -> migrationFails(new FlywayException("no", new SQLException("syntax", "42601"))))
                .isInstanceOf(PortException.Corrupt.class);
        assertThatThrownBy(() -> migrationFails(new FlywayException("a migration was changed")))
                .isInstanceOf(PortException.Corrupt.class);
    }

    @Test
    void otherExceptionsPassUnchanged() {
        IllegalArgumentException thrown = new IllegalArgumentException("the caller's own mistake");

        assertThatThrownBy(() -> SqlFailures.call("reorder watchlist_1", () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void clearingUpNeverFails() {
        assertThatCode(() -> SqlFailures.quietly("rollback", () -> {
                    throw new SQLException("connection is closed", "08003");
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void aCheckThatFailsDoesNotHold() {
        assertThat(SqlFailures.holds(() -> true)).isTrue();
        assertThat(SqlFailures.holds(() -> {
                    throw new SQLException("connection refused", "08001");
                }))
                .isFalse();
    }

    private static void failWith(String state) {
        fail(new SQLException("no", state));
    }

    private static void fail(SQLException cause) {
        SqlFailures.call("find portfolio_1", () -> {
            throw cause;
        });
    }

    private static void migrationFails(FlywayException cause) {
        SqlFailures.call("migrate", () -> {
            throw cause;
        });
    }
}
