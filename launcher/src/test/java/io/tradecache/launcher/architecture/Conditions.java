package io.tradecache.launcher.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the rules demand and ArchUnit does not know by itself. */
final class Conditions {

    /** Records, enums, sealed interfaces, and exceptions. */
    static final ArchCondition<JavaClass> BE_VALUES = condition("be values", (type, events) -> {
        boolean value = type.isRecord()
                || type.isEnum()
                || (type.isInterface() && type.reflect().isSealed())
                || type.isAssignableTo(RuntimeException.class);
        report(type, value, " is no record, enum, sealed interface or exception", events);
    });

    /** An implementation in another package. */
    static final ArchCondition<JavaClass> BE_IMPLEMENTED_ELSEWHERE =
            condition("be implemented outside the ports", (type, events) -> {
                boolean implemented = type.getAllSubclasses().stream()
                        .anyMatch(other -> !other.getPackageName().equals(type.getPackageName()));
                report(type, implemented, " is implemented by nobody", events);
            });

    /** Interfaces that list their implementations. */
    static final DescribedPredicate<JavaClass> SEALED =
            DescribedPredicate.describe("sealed", type -> type.reflect().isSealed());

    private Conditions() {}

    /** A method or constructor, by a pattern of its name. */
    static Predicate<JavaAccess<?>> named(Class<?> owner, String pattern) {
        Pattern name = Pattern.compile(pattern);
        return access -> access.getTargetOwner().isAssignableTo(owner)
                && name.matcher(access.getName()).matches();
    }

    /** Calls one of several methods. */
    static ArchCondition<JavaClass> callAnyOf(String what, List<Predicate<JavaAccess<?>>> forbidden) {
        return condition(what, (type, events) -> {
            boolean does = type.getAccessesFromSelf().stream()
                    .anyMatch(access -> forbidden.stream().anyMatch(call -> call.test(access)));
            report(type, does, " does " + what, events);
        });
    }

    /** Makes objects of a class. */
    static ArchCondition<JavaClass> construct(String className) {
        return callAnyOf(
                "construct " + className,
                List.of(access -> access.getTargetOwner().getName().equals(className)
                        && access.getName().equals("<init>")));
    }

    /** Has a test that implements the contract of each port that it implements. */
    static ArchCondition<JavaClass> keepTheContracts(String ports, Set<String> contractsKept) {
        return condition(
                "be tested against the contract of its port",
                (type, events) -> type.getAllRawInterfaces().stream()
                        .filter(port ->
                                port.getPackageName().equals(ports) && !port.isAnnotatedWith(FunctionalInterface.class))
                        .map(JavaClass::getSimpleName)
                        .forEach(port -> report(
                                type,
                                contractsKept.contains(type.getSimpleName() + " keeps " + port + "Contract"),
                                " has no " + type.getSimpleName() + "Test that implements " + port + "Contract",
                                events)));
    }

    private static void report(JavaClass type, boolean holds, String trouble, ConditionEvents events) {
        events.add(new SimpleConditionEvent(type, holds, type.getName() + trouble));
    }

    private static ArchCondition<JavaClass> condition(String what, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }
}
