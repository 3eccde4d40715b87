package io.vectrail.replay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.vectrail.replay", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule PACKAGES_KNOW_ONLY_WHAT_COMES_BEFORE_THEM = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("start")
            .definedBy("io.vectrail.replay")
            .layer("web")
            .definedBy("io.vectrail.replay.web..")
            .layer("search")
            .definedBy("io.vectrail.replay.search..")
            .layer("export")
            .definedBy("io.vectrail.replay.export..")
            .layer("reissue")
            .definedBy("io.vectrail.replay.reissue..")
            .layer("access")
            .definedBy("io.vectrail.replay.access..")
            .layer("scope")
            .definedBy("io.vectrail.replay.scope..")
            .layer("archive")
            .definedBy("io.vectrail.replay.archive..")
            .layer("config")
            .definedBy("io.vectrail.replay.config..")
            .layer("key")
            .definedBy("io.vectrail.replay.key..")
            .layer("webhook telling")
            .definedBy("io.vectrail.replay.webhook.telling..")
            .layer("webhook alerts")
            .definedBy("io.vectrail.replay.webhook.alert..")
            .layer("alert")
            .definedBy("io.vectrail.replay.alert")
            .layer("alert findings")
            .definedBy("io.vectrail.replay.alert.ocsf..")
            .layer("alert topics")
            .definedBy("io.vectrail.replay.alert.topic..")
            .layer("alert desk")
            .definedBy("io.vectrail.replay.alert.desk..")
            .layer("desk")
            .definedBy("io.vectrail.replay.desk..")
            .layer("webhook approvals")
            .definedBy("io.vectrail.replay.webhook.approval..")
            .layer("webhook")
            .definedBy("io.vectrail.replay.webhook")
            .layer("approval")
            .definedBy("io.vectrail.replay.approval..")
            .layer("publish")
            .definedBy("io.vectrail.replay.publish..")
            .whereLayer("start")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("export")
            .mayOnlyBeAccessedByLayers("web", "start")
            .whereLayer("reissue")
            .mayOnlyBeAccessedByLayers("web", "start")
            .whereLayer("search")
            .mayOnlyBeAccessedByLayers("export", "reissue", "web", "start")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("web", "start")
            .whereLayer("scope")
            .mayOnlyBeAccessedByLayers("access", "export", "reissue", "search", "web", "start")
            .whereLayer("archive")
            .mayOnlyBeAccessedByLayers("export", "reissue", "search", "web", "start")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("web", "start")
            .whereLayer("key")
            .mayOnlyBeAccessedByLayers("reissue", "web", "start")
            .whereLayer("webhook approvals")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("webhook")
            .mayOnlyBeAccessedByLayers("webhook approvals", "webhook alerts", "webhook telling", "start")
            .whereLayer("webhook telling")
            .mayOnlyBeAccessedByLayers("webhook approvals", "webhook alerts", "start")
            .whereLayer("webhook alerts")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("alert")
            .mayOnlyBeAccessedByLayers(
                    "alert desk",
                    "alert findings",
                    "alert topics",
                    "archive",
                    "search",
                    "web",
                    "webhook alerts",
                    "start")
            .whereLayer("alert findings")
            .mayOnlyBeAccessedByLayers("webhook alerts", "web")
            .whereLayer("alert topics")
            .mayOnlyBeAccessedByLayers("alert desk", "webhook alerts")
            .whereLayer("alert desk")
            .mayOnlyBeAccessedByLayers("web", "start")
            .whereLayer("desk")
            .mayOnlyBeAccessedByLayers("approval", "alert desk", "web")
            .whereLayer("approval")
            .mayOnlyBeAccessedByLayers("web", "start")
            .whereLayer("publish")
            .mayOnlyBeAccessedByLayers(
                    "approval",
                    "alert desk",
                    "config",
                    "desk",
                    "key",
                    "reissue",
                    "web",
                    "webhook alerts",
                    "webhook approvals",
                    "start");

    @ArchTest
    static final ArchRule ONLY_WEB_KNOWS_THE_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage("io.vectrail.replay.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule ONLY_THE_ARCHIVE_KNOWS_THE_CLIENT_OF_CLICKHOUSE = noClasses()
            .that()
            .resideOutsideOfPackage("io.vectrail.replay.archive..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.clickhouse..");

    @ArchTest
    static final ArchRule ONLY_ARCHIVE_AND_SEARCH_ASK_QUESTIONS_IN_SQL = classes()
            .that()
            .haveFullyQualifiedName("io.vectrail.replay.archive.ClickHouse")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("io.vectrail.replay.archive..", "io.vectrail.replay.search..", "io.vectrail.replay");

    @ArchTest
    static final ArchRule ONLY_THE_ARCHIVE_AND_WHAT_PUBLISHES_OR_TELLS_KNOW_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.vectrail.replay.alert.desk..",
                    "io.vectrail.replay.alert.topic..",
                    "io.vectrail.replay.approval..",
                    "io.vectrail.replay.archive..",
                    "io.vectrail.replay.config..",
                    "io.vectrail.replay.desk..",
                    "io.vectrail.replay.key..",
                    "io.vectrail.replay.publish..",
                    "io.vectrail.replay.webhook.alert..",
                    "io.vectrail.replay.webhook.approval..",
                    "io.vectrail.replay.webhook.telling..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule ONLY_SAML_READS_XML_AND_KNOWS_ITS_LIBRARIES = noClasses()
            .that()
            .resideOutsideOfPackage("io.vectrail.replay.access.saml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.keycloak..", "org.apache.xml..", "org.w3c.dom..", "javax.xml..");

    @ArchTest
    static final ArchRule SEARCH_DOES_NOT_INSERT = noClasses()
            .that()
            .resideInAPackage("io.vectrail.replay.search..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("Block");
}
