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
            .layer("topologies")
            .definedBy("io.vectrail.streams.session..")
            .layer("intake")
            .definedBy("io.vectrail.streams.intake..")
            .layer("engine")
            .definedBy("io.vectrail.streams.engine..")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("topologies")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("intake")
            .mayOnlyBeAccessedByLayers("wiring", "topologies");

    @ArchTest
    static final ArchRule KAFKA_STREAMS_STAYS_IN_TOPOLOGIES = noClasses()
            .that()
            .resideInAnyPackage("io.vectrail.streams.session..", "io.vectrail.streams.intake..")
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
            .haveSimpleName("SessionId")
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
            .doNotHaveSimpleName("Main")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");
}
