package io.tradecache.testkit.simulation;

import static io.tradecache.testkit.simulation.Edit.ofAdapter;
import static io.tradecache.testkit.simulation.Edit.ofService;
import static io.tradecache.testkit.simulation.Edit.ofWorld;

import java.util.List;

/** Each part of the protocol switched off, and the case whose schedules show that it is missing. */
enum Mutant {
    /** M1: whatever was loaded is stored. */
    FILL_UNCONDITIONAL(
            Case.LEASES_AND_STAMPS_9,
            ofAdapter("InMemoryCacheStore", "slot == null || !slot.isHeldWith(lease.token())", "slot == null"),
            ofAdapter("CacheSlot", "now.isBefore(floorExpiry) && candidate.version() < floor;", "false;"),
            ofAdapter("CacheSlot", "current != null && candidate.version() < current.version()", "false")),
    /** M2: a copy is kept although its key was invalidated meanwhile. */
    NEAR_PUT_UNCONDITIONAL(
            Case.LEASES_AND_STAMPS_9,
            ofAdapter("InMemoryNearCache", "!older && guard.getAsBoolean()", "!older"),
            ofService(
                    "NearCopies", "timeToLive.compareTo(Duration.ZERO) > 0 && stamps.of(key.text()) == stamp", "true")),
    /** M2, but only in the narrow gap between the first look at the stamp and the storing. */
    NEAR_PUT_WITHOUT_THE_LAST_LOOK(
            Case.LEASES_AND_STAMPS_9, ofAdapter("InMemoryNearCache", "!older && guard.getAsBoolean()", "!older")),
    /** M3: any load of the key is joined. */
    FLIGHT_WITHOUT_STAMP(
            Case.FLIGHTS_KEYED_BY_STAMP_11, ofService("Flights", "flying.stamp == stamp && (trusted", "(trusted")),
    /** M4: the version floor alone guards fills; it is lost with the key. */
    TOKEN_NOT_CHECKED(
            Case.CACHE_LOSES_ONE_KEY_WITHOUT_A_LOG_16,
            ofAdapter("InMemoryCacheStore", "slot == null || !slot.isHeldWith(lease.token())", "slot == null")),
    /** M5: the token names the client and not the load. */
    TOKEN_OF_A_CLIENT(
            Case.LEASES_AND_STAMPS_9,
            ofAdapter("InMemoryCacheStore", "Long.toString(++lastToken)", "lastToken + \"client\"")),
    /** The lease outlives the invalidation. */
    LEASE_NOT_VOIDED(
            Case.LEASES_AND_STAMPS_9,
            ofAdapter("CacheSlot", "entry = null;\n            token = null;", "entry = null;")),
    /** The node forgets first and the shared cache second. */
    NEAR_FORGOTTEN_BEFORE_SHARED(
            Case.LEASES_AND_STAMPS_WITH_TWO_WRITERS_9B,
            ofService(
                    "CacheInvalidator",
                    "        boolean told = store.invalidate(new Invalidation(targets, event));",
                    "        near.forget(targets);\n"
                            + "        boolean told = store.invalidate(new Invalidation(targets, event));"),
            ofService("CacheInvalidator", "        near.forget(targets);\n        telemetry", "        telemetry")),
    /** The same, and the node does not listen to itself either, as JetCache. */
    OWN_MESSAGE_SKIPPED_AND_NEAR_FIRST(
            Case.LEASES_AND_STAMPS_WITH_TWO_WRITERS_9B,
            ofService(
                    "CacheInvalidator",
                    "        boolean told = store.invalidate(new Invalidation(targets, event));",
                    "        near.forget(targets);\n"
                            + "        boolean told = store.invalidate(new Invalidation(targets, event));"),
            ofService("CacheInvalidator", "        near.forget(targets);\n        telemetry", "        telemetry"),
            ofWorld(
                    "Network",
                    "links.forEach(link -> link.queue",
                    "links.stream().filter(link -> !event.origin().equals(\"node-\" + links.indexOf(link)))"
                            + ".forEach(link -> link.queue")),
    /** The writer's node waits for its own message. */
    NEAR_NOT_FORGOTTEN_BY_WRITER(
            Case.LEASES_AND_STAMPS_WITH_TWO_WRITERS_9B,
            ofService("CacheInvalidator", "        near.forget(targets);\n        telemetry", "        telemetry")),
    /** A copy is dropped first and the stamp moved second. */
    STAMP_MOVED_AFTER_REMOVAL(
            Case.LEASES_AND_STAMPS_9,
            ofService(
                    "NearCopies",
                    "stamps.move(key);\n        cache.remove(key);",
                    "cache.remove(key);\n        stamps.move(key);")),
    /** A gap in the messages is not cared about. */
    LOSS_IGNORED(Case.LOST_MESSAGES_WITHOUT_A_LOG_15, ofService("NearCopies", "trust.busLost(this::forgetAll);", "")),
    /** Copies are served however long nothing was heard. */
    SILENCE_IGNORED(
            Case.SILENT_BUS_WITHOUT_A_LOG,
            ofService("NearTrust", "return now - busProof <= busBound || (", "return true || (")),
    /** Whether copies may be served is asked after one was found. */
    TRUST_ASKED_LATE(
            Case.SILENT_BUS_WITHOUT_A_LOG,
            ofService(
                    "NearCopies",
                    "return isTrusted(key) ? cache.find(key) : null;",
                    "Cached<T> copy = cache.find(key);\n        return copy != null && isTrusted(key) ? copy : null;")),
    /** A load of any age is joined although nothing was heard for long. */
    OLD_LOAD_JOINED(
            Case.NO_NEWS_AT_ALL,
            ofService(
                    "Flights",
                    "flying.stamp == stamp && (trusted || moment - flying.moment <= NearTrust.BUS_BOUND.toNanos())",
                    "flying.stamp == stamp")),
    /** Shared values are kept although only the silent bus will tell when they grow old. */
    SHARED_VALUES_KEPT_IN_SILENCE(
            Case.LOG_WITHOUT_A_BUS,
            ofService("NearCopies", "read.source() == Source.SHARED && !trust.holdsByBus()", "false")),
    /** The node's copies do not follow the log. */
    TAIL_OFF(
            Case.LOG_WITHOUT_A_BUS,
            ofService("ChangeLogTail", "change.ifPresentOrElse(near::forgetChange, near::forgetAll);", "")),
    /** Nobody tells the shared cache what the log knows. */
    APPLIER_OFF(
            Case.KILLED_WRITER_13,
            ofService("ChangeLogApplier", "changes.isEmpty() || invalidator.spoilLogged(changes)", "true")),
    /** The log's cursor jumps over what was not visible yet when it was read, as {@code id > last} does. */
    CURSOR_SKIPS(
            Case.LOG_WITHOUT_A_BUS,
            ofWorld(
                    "GatedChangeLog",
                    "return log.read(from);",
                    "Batch batch = log.read(from);\n        baton.gate(\"log.skip\");\n"
                            + "        return new Batch(batch.changes(), log.end(), batch.lag());")),
    /** Progress is remembered before the cache is told. */
    REMEMBERED_BEFORE_TOLD(
            Case.KILLED_WRITER_13,
            ofService(
                    "ChangeLogApplier",
                    "        if (!tell(batch)) {",
                    "        remember(told, new Told(batch.next(), run.get()), false);\n        if (!tell(batch)) {")),
    /** What the cache could not be told of is not told again. */
    FAILED_TELLING_NOT_REPEATED(
            Case.CACHE_OUT_OF_REACH,
            ofService(
                    "ChangeLogApplier",
                    "progress = Optional.of(told);",
                    "progress = Optional.of(new Told(batch.next(), run.get()));")),
    /** A new run of the cache is told nothing again. */
    REPLAY_OFF(
            Case.FAILOVER_AND_REPLAY_18,
            ofService("ChangeLogApplier", "told.cacheRun().equals(run)", "!told.cacheRun().isEmpty()")),
    /** A joined load is not asked for its version. */
    DEMAND_IGNORED_FOR_JOINED_LOADS(
            Case.NO_NEWS_AT_ALL,
            ofService(
                    "ReadThrough",
                    "landed.isEmpty() || !demand.accepts(landed.get().value().entry())",
                    "landed.isEmpty()")),
    /** A copy is not asked for its version. */
    DEMAND_IGNORED_FOR_COPIES(
            Case.LEASES_AND_STAMPS_9,
            ofService("ReadThrough", "copy != null && demand.accepts(copy.entry())", "copy != null")),
    /** A writer's node believes the shared cache again, which could not be told. */
    UNTOLD_FORGOTTEN(
            Case.CACHE_OUT_OF_REACH,
            ofService("CacheInvalidator", "if (!told) {", "if (!told && targets.isEmpty()) {")),
    /** A load that failed can still be joined. */
    FAILED_LOAD_KEPT(
            Case.FAILING_LOADS,
            ofService(
                    "Flights",
                    "flights.remove(key.text(), flight);\n            flight.landing.completeExceptionally(e);",
                    "flight.landing.completeExceptionally(e);"));

    final Case model;

    @SuppressWarnings("ImmutableEnumChecker") // A copy.
    final List<Edit> edits;

    Mutant(Case model, Edit... edits) {
        this.model = model;
        this.edits = List.of(edits);
    }
}
