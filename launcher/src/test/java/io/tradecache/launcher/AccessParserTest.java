package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tradecache.http.JwtSettings;
import io.tradecache.launcher.AccessSettings.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccessParserTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void nobodyNeedsToSayWhoTheyAreUnlessTold() {
        AccessSettings access = parsed(Map.of());

        assertThat(access).isEqualTo(AccessSettings.OPEN);
        assertThat(access.meaning()).contains("this machine", "as every user");
    }

    @Test
    void withKeysTheServerMayBeReachedByOthers() {
        AccessSettings access = parsed(Map.of(Setting.AUTH, "api-key", Setting.HOST, "0.0.0.0"));

        assertThat(access.mode()).isEqualTo(Mode.API_KEY);
        assertThat(access.meaning()).contains("api-key create");
    }

    @Test
    void soManyCredentialsMayFailUnlessToldOtherwise() {
        assertThat(parsed(Map.of()).failuresAMinute()).isEqualTo(30);
        assertThat(parsed(Map.of(Setting.FAILURE_LIMIT, "0")).failuresAMinute()).isZero();
        assertThat(problems(Map.of(Setting.FAILURE_LIMIT, "few")))
                .singleElement()
                .asString()
                .contains("--failure-limit");
    }

    @Test
    void tokensAreCheckedByPublicKeysOrByASecret() {
        JwtSettings keys = Objects.requireNonNull(parsed(jwt(Setting.JWT_JWKS_URL, "https://issuer.example.com/jwks"))
                .jwt());
        JwtSettings secret =
                Objects.requireNonNull(parsed(jwt(Setting.JWT_SECRET, SECRET)).jwt());

        assertThat(keys.algorithm()).isEqualTo("RS256");
        assertThat(keys.secret()).isNull();
        assertThat(secret.algorithm()).isEqualTo("HS256");
        assertThat(secret.jwks()).isNull();
        assertThat(secret.roleClaims()).containsExactly("role", "roles");
    }

    @Test
    void whatIsMissingForTokensIsNamedAtOnce() {
        assertThat(problems(Map.of(Setting.AUTH, "jwt")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("--auth", "--jwt-jwks-url", "--jwt-secret"))
                .anySatisfy(line -> assertThat(line).contains("--jwt-issuer"))
                .anySatisfy(line -> assertThat(line).contains("--jwt-audience"));
    }

    @Test
    void bothKeysAndASecretAreOneTooMany() {
        Map<Setting, String> both = jwt(Setting.JWT_SECRET, SECRET);
        both.put(Setting.JWT_JWKS_URL, "https://issuer.example.com/jwks");

        assertThat(problems(both)).singleElement().asString().contains("either");
    }

    @Test
    void aSecretMustBeLongEnoughForItsAlgorithmAndIsNotShown() {
        Map<Setting, String> longer = jwt(Setting.JWT_SECRET, SECRET);
        longer.put(Setting.JWT_ALGORITHM, "HS512");

        assertThat(problems(jwt(Setting.JWT_SECRET, "hunter2-hunter2")))
                .singleElement()
                .asString()
                .contains("15 bytes", "at least 32")
                .doesNotContain("hunter2");
        assertThat(problems(longer)).singleElement().asString().contains("32 bytes", "at least 64");
        assertThat(SettingsReport.of(new Given(longer, Map.of())))
                .contains("jwt-secret")
                .doesNotContain(SECRET);
        assertThat(parsed(jwt(Setting.JWT_SECRET, SECRET)).toString()).doesNotContain(SECRET);
    }

    @Test
    void anAlgorithmThatDoesNotFitIsRefused() {
        for (String algorithm : List.of("none", "HS256", "rs256", "RS1")) {
            Map<Setting, String> given = jwt(Setting.JWT_JWKS_URL, "https://issuer.example.com/jwks");
            given.put(Setting.JWT_ALGORITHM, algorithm);
            assertThat(problems(given)).singleElement().asString().contains(algorithm, "RS256");
        }
        Map<Setting, String> given = jwt(Setting.JWT_SECRET, SECRET);
        given.put(Setting.JWT_ALGORITHM, "RS256");
        assertThat(problems(given)).singleElement().asString().contains("RS256", "HS256, HS384, HS512");
    }

    @Test
    void keysComeOverAWayThatNobodyCanBend() {
        assertThat(problems(jwt(Setting.JWT_JWKS_URL, "http://issuer.example.com/jwks")))
                .singleElement()
                .asString()
                .contains("https://");
        assertThat(problems(jwt(Setting.JWT_JWKS_URL, "file:///etc/passwd"))).hasSize(1);
        assertThat(parsed(jwt(Setting.JWT_JWKS_URL, "http://127.0.0.1:8081/jwks"))
                        .jwt())
                .isNotNull();
    }

    @Test
    void originsAreAList() {
        assertThat(parsed(Map.of(Setting.ALLOWED_ORIGINS, "https://App.example.com, http://localhost:3000"))
                        .allowedOrigins())
                .containsExactlyInAnyOrder("https://app.example.com", "http://localhost:3000");
        for (String wrong : List.of("*", "app.example.com", "https://app.example.com/", "null")) {
            assertThat(problems(Map.of(Setting.ALLOWED_ORIGINS, wrong)))
                    .singleElement()
                    .asString()
                    .contains("--allowed-origins", wrong, "https://app.example.com");
        }
    }

    private static Map<Setting, String> jwt(Setting setting, String value) {
        return new HashMap<>(Map.of(
                Setting.AUTH,
                "jwt",
                Setting.JWT_ISSUER,
                "https://issuer.example.com",
                Setting.JWT_AUDIENCE,
                "tradecache",
                setting,
                value));
    }

    private static AccessSettings parsed(Map<Setting, String> flags) {
        return SettingsParser.parse(new Given(flags, Map.of())).access();
    }

    private static List<String> problems(Map<Setting, String> flags) {
        return catchThrowableOfType(
                        InvalidSettingsException.class, () -> SettingsParser.parse(new Given(flags, Map.of())))
                .problems();
    }
}
