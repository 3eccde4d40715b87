package io.vectrail.local.engine;

import io.vectrail.local.process.Home;
import io.vectrail.local.process.Probe;
import io.vectrail.local.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Apicurio's registry, which speaks Confluent's REST API, with its schemas in the home's {@code registry} folder. */
public final class RegistryEngine {
    public static final String NAME = "registry";

    private final Path installed;
    private final Home home;
    private final int port;

    public RegistryEngine(Path installed, Home home, int port) {
        this.installed = installed;
        this.home = home;
        this.port = port;
    }

    /** The base of Confluent's API. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /**
     * The schemas are in an H2 file. {@code WRITE_DELAY=0}: H2 would otherwise hold a commit back for half a second, and a kill in
     * that time would lose a schema whose id is already in published events. The management port would be 9000 on all addresses.
     */
    public Program program() {
        Path database = home.data(NAME).resolve("schemas");
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        arguments.addAll(ClassArchive.options(installed));
        arguments.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=0",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dquarkus.log.level=WARN",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=h2",
                "-Dapicurio.datasource.url=jdbc:h2:file:" + database + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "-cp",
                classPath(),
                "io.quarkus.runner.GeneratedMain"));
        return new Program(
                NAME,
                arguments,
                Map.of(),
                Probe.http(url() + "/subjects"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(15));
    }

    /**
     * The jars that {@code quarkus-run.jar} would load through a class loader of its own, on the class path instead: only so can their
     * classes be archived. What the build generated comes before what it replaces.
     */
    private String classPath() {
        return ClassArchive.classPath(List.of(
                installed.resolve("quarkus"),
                installed.resolve("app"),
                installed.resolve("lib/boot"),
                installed.resolve("lib/main")));
    }
}
