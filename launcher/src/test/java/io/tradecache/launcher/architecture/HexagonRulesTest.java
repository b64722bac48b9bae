package io.tradecache.launcher.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HexagonRulesTest {

    private static final String ROOT = HexagonRulesTest.class.getPackageName() + ".broken";
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(ROOT);

    /** What each rule must say of the broken sample. */
    private static final Map<String, List<String>> COMPLAINTS = Map.ofEntries(
            Map.entry("R1 arrows", List.of("core.model.Bag", "core.service.BagService", "stray.Stray")),
            Map.entry("R2 adapters", List.of("redis.RedisEventBus", "core.service.BagService")),
            Map.entry("R3 cycles", List.of("Cycle detected", "Slice jdbc", "Slice redis")),
            Map.entry("R4 model", List.of("core.model.Bag is no record, enum, sealed interface or exception")),
            Map.entry("R5 time", List.of("core.service.BagService does read an ambient clock")),
            Map.entry("R6 names", List.of("http.TextUtil")),
            Map.entry("R6 packages", List.of("http.common.Odds")),
            Map.entry("R7 ports", List.of("core.port.CacheStore is implemented by nobody")),
            Map.entry("R7 services", List.of("core.service.Serving")),
            Map.entry("R8 final", List.of("core.service.BagService")),
            Map.entry("R9 keys", List.of("core.service.BagService does construct")),
            Map.entry("R11 streams", List.of("http.TextUtil.complain", "System.out")),
            Map.entry("R11 logging", List.of("http.TextUtil.complain", "java.util.logging.Logger")),
            Map.entry("R11 exceptions", List.of("http.TextUtil.complain", "RuntimeException")),
            Map.entry("R13 threads", List.of("core.service.BagService does start a thread")));

    @TestFactory
    Stream<DynamicTest> theBrokenSampleIsRejectedForTheRightReason() {
        return new HexagonRules(ROOT)
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(),
                                () -> assertRejected(
                                        rule.getValue(), Objects.requireNonNull(COMPLAINTS.get(rule.getKey())))));
    }

    @Test
    void everyRuleHasAComplaint() {
        assertThat(COMPLAINTS).containsOnlyKeys(new HexagonRules(ROOT).all().keySet());
    }

    @Test
    void anAdapterWithoutItsContractIsRejected() {
        assertRejected(
                new HexagonRules(ROOT).everyAdapterKeepsItsContract(Set.of("OtherBus keeps EventBusContract")),
                List.of("redis.RedisEventBus has no RedisEventBusTest that implements EventBusContract"));
    }

    @Test
    void aMissingLayerIsRejected() {
        assertThatThrownBy(() ->
                        new HexagonRules(ROOT + ".core").all().get("R1 arrows").check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is empty");
    }

    private static void assertRejected(ArchRule rule, List<String> complaints) {
        assertThatThrownBy(() -> rule.check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .message()
                .contains(complaints);
    }
}
