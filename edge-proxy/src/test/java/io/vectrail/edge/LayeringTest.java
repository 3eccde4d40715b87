package io.vectrail.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.vectrail.edge", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    private static final String STAGE = "a stage does not know the others; Pipeline alone knows their order";

    @ArchTest
    static final ArchRule UNDERTOW_ENDS_AT_THE_LISTENER_AND_THE_UPSTREAM_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackages("io.vectrail.edge.caller", "io.vectrail.edge.provider.upstream")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio.channels..", "org.xnio.conduits..");

    @ArchTest
    static final ArchRule KAFKA_ENDS_AT_THE_SHIPPER_AT_SHARED_COUNTS_AND_AT_WHAT_FOLLOWS_TOPICS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.vectrail.edge.recorder.shipper",
                    "io.vectrail.edge.limit",
                    "io.vectrail.edge.document",
                    "io.vectrail.edge.key",
                    "io.vectrail.edge.approval",
                    "io.vectrail.edge.risk")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule AVRO_IS_READ_BY_THE_SCHEMAS_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro.file..", "org.apache.avro.io..")
            .because("it tells Avro first which classes may be read; in a new process nobody else has");

    @ArchTest
    static final ArchRule THE_LISTENER_KNOWS_NO_OTHER_STAGE = noClasses()
            .that()
            .resideInAPackage("io.vectrail.edge.caller")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vectrail.edge.identity..",
                    "io.vectrail.edge.policy..",
                    "io.vectrail.edge.provider..",
                    "io.vectrail.edge.recorder..")
            .because(STAGE);

    @ArchTest
    static final ArchRule POLICY_KNOWS_NO_OTHER_STAGE = noClasses()
            .that()
            .resideInAPackage("io.vectrail.edge.policy")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vectrail.edge.caller..", "io.vectrail.edge.provider..", "io.vectrail.edge.recorder..")
            .because(STAGE);

    @ArchTest
    static final ArchRule LIMITS_KNOW_NO_OTHER_STAGE = noClasses()
            .that()
            .resideInAPackage("io.vectrail.edge.limit")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vectrail.edge.caller..", "io.vectrail.edge.provider..", "io.vectrail.edge.policy..")
            .because(STAGE);

    @ArchTest
    static final ArchRule RISK_KNOWS_NO_OTHER_STAGE = noClasses()
            .that()
            .resideInAPackage("io.vectrail.edge.risk")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vectrail.edge.caller..",
                    "io.vectrail.edge.exchange..",
                    "io.vectrail.edge.identity..",
                    "io.vectrail.edge.policy..",
                    "io.vectrail.edge.provider..",
                    "io.vectrail.edge.recorder..")
            .because(STAGE);

    @ArchTest
    static final ArchRule ANALYZERS_ARE_ASKED_THROUGH_THE_UPSTREAM_CLIENT_AND_KNOW_NO_OTHER_STAGE = noClasses()
            .that()
            .resideInAPackage("io.vectrail.edge.analyzer")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vectrail.edge.caller..",
                    "io.vectrail.edge.identity..",
                    "io.vectrail.edge.policy..",
                    "io.vectrail.edge.provider",
                    "io.vectrail.edge.recorder..")
            .because(STAGE);

    @ArchTest
    static final ArchRule THE_RECORDER_KNOWS_NEITHER_LISTENER_NOR_UPSTREAM = noClasses()
            .that()
            .resideInAPackage("io.vectrail.edge.recorder..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vectrail.edge.caller..", "io.vectrail.edge.provider..", "io.vectrail.edge.policy..")
            .because(STAGE);

    @ArchTest
    static final ArchRule THE_JOURNAL_KNOWS_NO_EXCHANGE = noClasses()
            .that()
            .resideInAPackage("io.vectrail.edge.recorder.journal")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vectrail.edge.exchange..", "io.vectrail.edge.recorder.shipper..");

    @ArchTest
    static final ArchRule NOTHING_BELOW_KNOWS_THE_WIRING = noClasses()
            .that()
            .resideOutsideOfPackage("io.vectrail.edge")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vectrail.edge");
}
