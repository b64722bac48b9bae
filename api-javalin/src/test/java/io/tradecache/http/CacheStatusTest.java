package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheStatusTest {

    @ParameterizedTest
    @CsvSource({
        "NEAR, tradecache; hit; detail=near",
        "SHARED, tradecache; hit; detail=redis",
        "STALE, tradecache; hit; detail=stale",
        "LOADED, tradecache; fwd=miss",
        "BYPASSED, tradecache; fwd=bypass"
    })
    void everySourceHasItsWords(Source source, String words) {
        assertThat(CacheStatus.of(source)).isEqualTo(words);
    }

    @Test
    void ofSeveralPartsTheOneThatSaysTheLeastSpeaksForAll() {
        assertThat(CacheStatus.worst(List.of(Source.NEAR, Source.SHARED))).isEqualTo(Source.SHARED);
        assertThat(CacheStatus.worst(List.of(Source.STALE, Source.BYPASSED, Source.LOADED)))
                .isEqualTo(Source.STALE);
        assertThat(CacheStatus.worst(List.of())).isEqualTo(Source.LOADED);
    }
}
