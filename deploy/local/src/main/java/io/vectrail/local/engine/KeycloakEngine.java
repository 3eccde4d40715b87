package io.vectrail.local.engine;

import io.vectrail.local.process.Home;
import io.vectrail.local.process.Probe;
import io.vectrail.local.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keycloak, with everything in memory. */
public final class KeycloakEngine {
    public static final String NAME = "keycloak";

    /** Who administers it, by this name and this password. */
    public static final String ADMIN = "admin";

    private final Path installed;
    private final Home home;
    private final int port;
    private final int managementPort;

    public KeycloakEngine(Path installed, Home home, int port, int managementPort) {
        this.installed = installed;
        this.home = home;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Builds it for what {@link #program} asks for, once, so that no start has to. */
    static void prepare(Path folder) throws IOException {
        PackageTool.run(
                folder,
                List.of(folder.resolve("bin/kc.sh").toString(), "build", "--db=dev-mem", "--health-enabled=true"));
    }

    /** Without a slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What {@code kc.sh start} runs. */
    public Program program() {
        List<String> arguments = List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.io.tmpdir=" + home.data(NAME),
                "-Dkc.home.dir=" + installed,
                "-Djboss.server.config.dir=" + installed.resolve("conf"),
                "-cp",
                installed.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + managementPort,
                "--hostname-strict=false",
                "--log-level=WARN");
        return new Program(
                NAME,
                arguments,
                Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN),
                Probe.http("http://127.0.0.1:" + managementPort + "/health/ready"),
                Duration.ofMinutes(3),
                Duration.ofSeconds(15));
    }
}
