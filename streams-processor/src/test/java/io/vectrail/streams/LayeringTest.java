package io.vectrail.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.vectrail.streams", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule PACKAGES_FOLLOW_THE_FLOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("wiring")
            .definedBy("io.vectrail.streams")
            .layer("rescore")
            .definedBy("io.vectrail.streams.rescore..")
            .layer("sessions")
            .definedBy("io.vectrail.streams.session..")
            .layer("scoring")
            .definedBy("io.vectrail.streams.scoring..")
            .layer("alert")
            .definedBy("io.vectrail.streams.alert..")
            .layer("risk")
            .definedBy("io.vectrail.streams.risk..")
            .layer("profile")
            .definedBy("io.vectrail.streams.profile..")
            .layer("store")
            .definedBy("io.vectrail.streams.store..")
            .layer("intake")
            .definedBy("io.vectrail.streams.intake..")
            .layer("engine")
            .definedBy("io.vectrail.streams.engine..")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rescore")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("sessions")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("scoring")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("alert")
            .mayOnlyBeAccessedByLayers("scoring")
            .whereLayer("risk")
            .mayOnlyBeAccessedByLayers("scoring", "alert")
            .whereLayer("profile")
            .mayOnlyBeAccessedByLayers("scoring", "risk")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("sessions", "scoring")
            .whereLayer("intake")
            .mayOnlyBeAccessedByLayers("wiring", "sessions", "scoring");

    @ArchTest
    static final ArchRule KAFKA_STREAMS_STAYS_IN_TOPOLOGIES = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.vectrail.streams.session..",
                    "io.vectrail.streams.scoring..",
                    "io.vectrail.streams.store..",
                    "io.vectrail.streams.intake..")
            .and()
            .haveNameNotMatching(".*(Topology\\$.*|\\.Sweep|\\.Nowhere|\\.Aside)")
            .and()
            .haveSimpleNameNotEndingWith("Topology")
            .and()
            .haveSimpleNameNotEndingWith("Processor")
            .and()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .doNotHaveSimpleName("ArrivalTime")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule PROFILES_SIGNALS_AND_ALERTS_ARE_PURE = classes()
            .that()
            .resideInAnyPackage(
                    "io.vectrail.streams.profile..", "io.vectrail.streams.risk..", "io.vectrail.streams.alert..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..",
                    "org.apache.datasketches..",
                    "io.vectrail.document.risk..",
                    "io.vectrail.event..",
                    "io.vectrail.streams.profile..",
                    "io.vectrail.streams.risk..",
                    "io.vectrail.streams.alert..");

    @ArchTest
    static final ArchRule SCORES_ARE_THE_SAME_BITS_ON_EVERY_MACHINE = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.vectrail.streams.profile..",
                    "io.vectrail.streams.risk..",
                    "io.vectrail.streams.alert..",
                    "io.vectrail.document.risk..")
            .should()
            .callMethod(Math.class, "exp", double.class)
            .orShould()
            .callMethod(Math.class, "pow", double.class, double.class)
            .orShould()
            .callMethod(Math.class, "log", double.class)
            .orShould()
            .callMethod(Math.class, "log1p", double.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule THE_DECISION_KNOWS_NEITHER_KAFKA_NOR_EVENTS = classes()
            .that()
            .haveSimpleName("SessionRule")
            .or()
            .haveSimpleName("Change")
            .or()
            .haveSimpleName("Session")
            .or()
            .haveSimpleName("SessionKey")
            .or()
            .haveSimpleName("Tally")
            .or()
            .haveSimpleName("Visit")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "io.vectrail.streams.session..");

    @ArchTest
    static final ArchRule NOTHING_READS_THE_WALL_CLOCK_BY_ITSELF = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Main")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");
}
