package io.vectrail.local;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.vectrail.local", importOptions = DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule PACKAGES_LEAN_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("process")
            .definedBy("io.vectrail.local.process")
            .layer("engine")
            .definedBy("io.vectrail.local.engine")
            .layer("upstream")
            .definedBy("io.vectrail.local.upstream")
            .layer("issuer")
            .definedBy("io.vectrail.local.issuer")
            .layer("platform")
            .definedBy("io.vectrail.local.platform")
            .layer("command")
            .definedBy("io.vectrail.local.command")
            .layer("testkit")
            .definedBy("io.vectrail.local.testkit..")
            .whereLayer("command")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("testkit")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers("command", "testkit")
            .whereLayer("issuer")
            .mayOnlyBeAccessedByLayers("platform", "command", "testkit")
            .whereLayer("upstream")
            .mayOnlyBeAccessedByLayers("platform", "testkit")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("platform", "command", "testkit");
}
