package io.tradecache.launcher.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** The rules of the house, for the packages below one root: the real ones, or the sample that breaks them all. */
final class HexagonRules {

    private static final String HOUSE = "docs/decisions tells why";

    private final String root;

    HexagonRules(String root) {
        this.root = root;
    }

    /** All rules by their number. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("R1 arrows", arrows());
        rules.put("R2 adapters", adaptersSeeOnlyModelAndPorts());
        rules.put("R3 cycles", noCycles());
        rules.put("R4 model", theModelIsValues());
        rules.put("R5 time", theCoreAsksItsClock());
        rules.put("R6 names", namesSayWhatThingsAre());
        rules.put("R6 packages", noDrawers());
        rules.put("R7 ports", everyPortIsImplemented());
        rules.put("R7 services", servicesAreCalledDirectly());
        rules.put("R8 final", publicClassesAreFinal());
        rules.put("R9 keys", onlyCacheKeysSpellsKeys());
        rules.put("R11 streams", nothingIsPrinted());
        rules.put("R11 logging", nothingIsLoggedToTheJdk());
        rules.put("R11 exceptions", nothingGenericIsThrown());
        rules.put("R13 threads", theCoreStartsNoThread());
        return rules;
    }

    /**
     * R12, which needs to know the tests as well.
     *
     * @param contractsKept lines such as {@code RedisCacheStore keeps CacheStoreContract}
     */
    ArchRule everyAdapterKeepsItsContract(Set<String> contractsKept) {
        return classes()
                .that(resideInAnyPackage(
                        root + ".redis..",
                        root + ".caffeine..",
                        root + ".jdbc..",
                        root + ".feed..",
                        root + ".core.inmemory.."))
                .and()
                .areTopLevelClasses()
                .should(Conditions.keepTheContracts(root + ".core.port", contractsKept))
                .because("a contract that an adapter is not held to is a hope; " + HOUSE);
    }

    private ArchRule arrows() {
        return Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("front door")
                .definedBy(root + ".core")
                .layer("model")
                .definedBy(root + ".core.model..")
                .layer("rules")
                .definedBy(root + ".core.rules")
                .layer("calendar")
                .definedBy(root + ".core.rules.calendar..")
                .layer("port")
                .definedBy(root + ".core.port..")
                .layer("service")
                .definedBy(root + ".core.service..")
                .layer("inmemory")
                .definedBy(root + ".core.inmemory..")
                .layer("json")
                .definedBy(root + ".json..")
                .layer("redis")
                .definedBy(root + ".redis..")
                .layer("caffeine")
                .definedBy(root + ".caffeine..")
                .layer("jdbc")
                .definedBy(root + ".jdbc..")
                .layer("feed")
                .definedBy(root + ".feed..")
                .layer("realtime")
                .definedBy(root + ".realtime..")
                .layer("http")
                .definedBy(root + ".http..")
                .layer("load")
                .definedBy(root + ".load..")
                .layer("embedded")
                .definedBy(root + ".embedded..")
                .layer("testkit")
                .definedBy(root + ".testkit..")
                .layer("client")
                .definedBy(root + ".client..")
                .layer("launcher")
                .definedBy(root + ".launcher..")
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .whereLayer("rules")
                .mayOnlyAccessLayers("model")
                .whereLayer("calendar")
                .mayOnlyAccessLayers("model", "port")
                .whereLayer("port")
                .mayOnlyAccessLayers("model")
                .whereLayer("service")
                .mayOnlyAccessLayers("model", "rules", "port")
                .whereLayer("inmemory")
                .mayOnlyAccessLayers("model", "port")
                .whereLayer("json")
                .mayOnlyAccessLayers("model", "port")
                .whereLayer("redis")
                .mayOnlyAccessLayers("model", "port", "json")
                .whereLayer("caffeine")
                .mayOnlyAccessLayers("model", "port")
                .whereLayer("jdbc")
                .mayOnlyAccessLayers("model", "port")
                .whereLayer("feed")
                .mayOnlyAccessLayers("model", "port", "json")
                .whereLayer("load")
                .mayNotAccessAnyLayer()
                .whereLayer("embedded")
                .mayNotAccessAnyLayer()
                .whereLayer("front door")
                .mayOnlyBeAccessedByLayers("http", "realtime", "launcher", "testkit")
                .whereLayer("realtime")
                .mayOnlyBeAccessedByLayers("launcher")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("launcher")
                .whereLayer("client")
                .mayNotAccessAnyLayer()
                .whereLayer("client")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("launcher")
                .mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitectureIgnoring(root)
                .because("everything points inward, and only the launcher knows all; " + HOUSE);
    }

    private ArchRule adaptersSeeOnlyModelAndPorts() {
        return noClasses()
                .that(resideInAnyPackage(
                        root + ".redis..", root + ".caffeine..", root + ".jdbc..", root + ".feed..", root + ".json.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(root + ".core", root + ".core.service..", root + ".core.rules.."))
                .because("an adapter implements ports and decides nothing; " + HOUSE);
    }

    private ArchRule noCycles() {
        return SlicesRuleDefinition.slices()
                .matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package; " + HOUSE);
    }

    private ArchRule theModelIsValues() {
        return classes()
                .that(resideInAPackage(root + ".core.model.."))
                .and()
                .arePublic()
                .should(Conditions.BE_VALUES)
                .because("the model is records, enums, sealed interfaces and the exceptions of their checks; " + HOUSE);
    }

    private ArchRule theCoreAsksItsClock() {
        return noClasses()
                .that(resideInAPackage(root + ".core.."))
                .should(Conditions.callAnyOf(
                        "read an ambient clock",
                        List.of(
                                Conditions.named(Instant.class, "now"),
                                Conditions.named(LocalDate.class, "now"),
                                Conditions.named(LocalTime.class, "now"),
                                Conditions.named(LocalDateTime.class, "now"),
                                Conditions.named(OffsetDateTime.class, "now"),
                                Conditions.named(ZonedDateTime.class, "now"),
                                Conditions.named(System.class, "currentTimeMillis"),
                                Conditions.named(Clock.class, "system.*"))))
                .because("time is injected as a Clock; " + HOUSE);
    }

    private ArchRule namesSayWhatThingsAre() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|DTO)")
                .because("a name says what is special about the thing; " + HOUSE);
    }

    private ArchRule noDrawers() {
        return noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..", "..dto..")
                .because("a function belongs to the type that it is about; " + HOUSE);
    }

    private ArchRule everyPortIsImplemented() {
        return classes()
                .that(resideInAPackage(root + ".core.port.."))
                .and()
                .areInterfaces()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotAnnotatedWith(FunctionalInterface.class)
                .and(not(Conditions.SEALED))
                .should(Conditions.BE_IMPLEMENTED_ELSEWHERE)
                .because("a port is a need that something meets; " + HOUSE);
    }

    private ArchRule servicesAreCalledDirectly() {
        return noClasses()
                .that(resideInAPackage(root + ".core.service.."))
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beInterfaces()
                .because("interfaces are only where two implementations meet; " + HOUSE);
    }

    private ArchRule publicClassesAreFinal() {
        return classes()
                .that(not(resideInAnyPackage(root + ".core.model..", root + ".core.port..")))
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("nothing is inherited that was not made for it; " + HOUSE);
    }

    private ArchRule onlyCacheKeysSpellsKeys() {
        return noClasses()
                .that(not(simpleName("CacheKeys")))
                .and(not(resideInAPackage(root + ".testkit..")))
                .should(Conditions.construct(root + ".core.model.cache.CacheKey"))
                .because("a key that is spelt twice is spelt differently one day; " + HOUSE);
    }

    private ArchRule nothingIsPrinted() {
        return noClasses()
                .that(not(simpleName("Main")))
                .should(ACCESS_STANDARD_STREAMS)
                .because("what there is to say goes to a log, or to the writer that a command is given; " + HOUSE);
    }

    private ArchRule nothingIsLoggedToTheJdk() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .because("the core has System.Logger, the rest SLF4J; " + HOUSE);
    }

    private ArchRule nothingGenericIsThrown() {
        return noClasses().should(THROW_GENERIC_EXCEPTIONS).because("an exception says who can help; " + HOUSE);
    }

    private ArchRule theCoreStartsNoThread() {
        return noClasses()
                .that(resideInAPackage(root + ".core.."))
                .should(Conditions.callAnyOf(
                        "start a thread",
                        List.of(
                                Conditions.named(Thread.class, "<init>|start|ofVirtual|ofPlatform|startVirtualThread"),
                                Conditions.named(Executors.class, ".*"),
                                Conditions.named(CompletableFuture.class, ".*Async"))))
                .because("the launcher owns the loops; " + HOUSE);
    }
}
