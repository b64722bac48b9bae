package io.tradecache.core.model.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSitesTest {

    private final WebSites sites = new WebSites(Set.of("https://App.example.com", "http://localhost:3000"));

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "HTTPS://APP.EXAMPLE.COM", "http://localhost:3000"})
    void aListedSiteIsKnownInCapitalLettersToo(String origin) {
        assertThat(sites.lists(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://app.example.com", "https://app.example.com:8443", "https://example.com", "null", "*", ""
            })
    void anotherSchemeHostOrPortIsAnotherSite(String origin) {
        assertThat(sites.lists(origin)).isFalse();
    }

    @Test
    void whoeverIsNoBrowserIsOnNoList() {
        assertThat(sites.lists(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost:8080",
        "https://prices.example.com, prices.example.com",
        "HTTP://Prices.example.com, prices.EXAMPLE.com",
        "http://[::1]:8080, [::1]:8080"
    })
    void aPageOfTheServerIsItsOwnWhateverTheScheme(String origin, String host) {
        assertThat(WebSites.isOwn(origin, host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, localhost:8080",
        "http://localhost, localhost:8080",
        "https://evil.example.com, prices.example.com",
        "https://prices.example.com.evil.com, prices.example.com",
        "https://prices.example.com@evil.com, prices.example.com",
        "null, prices.example.com",
        "nonsense, nonsense",
        "ht tp://a, a",
        "http://localhost:8080,"
    })
    void anyOtherPageIsForeign(String origin, String host) {
        assertThat(WebSites.isOwn(origin, host)).isFalse();
    }
}
