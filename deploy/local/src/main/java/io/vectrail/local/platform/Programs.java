package io.vectrail.local.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.ClickHouseEngine;
import io.vectrail.local.engine.ClickHouseMain;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.engine.KafkaEngine;
import io.vectrail.local.engine.RegistryEngine;
import io.vectrail.local.process.Home;
import io.vectrail.local.process.JavaClassPath;
import io.vectrail.local.process.Probe;
import io.vectrail.local.process.Program;
import io.vectrail.local.upstream.UpstreamMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Describes each program of the platform: its command line, memory, and what makes it healthy. */
final class Programs {
    /** All JVMs together, with what they use beside their heaps, stay below 3 GiB. The edge and the archive hold whole bodies. */
    private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+UseSerialGC");

    private static final List<String> READER = List.of("-Xmx256m", "-XX:+UseSerialGC");

    /** What it stores at once is a share of its heap, and it reads one response of 2,048 vectors whole, up to 128 MiB. */
    private static final List<String> ARCHIVE = List.of("-Xmx384m", "-XX:+UseSerialGC");

    /**
     * A young generation that does not shrink is collected less often, and is no larger than it may become anyway. With
     * the policy the JVM heeds priorities: whatever runs at the lowest (the shipper, the spare segment) and the compiler
     * get a nice value of 5, so that callers go first. The compiler is named, since the policy would raise it above them.
     */
    private static final List<String> EDGE = List.of(
            "-Xmx640m",
            "-XX:NewSize=208m",
            "-XX:+UseParallelGC",
            "-XX:ThreadPriorityPolicy=1",
            "-XX:CompilerThreadPriority=5",
            "-XX:JavaPriority1_To_OSPriority=5");

    /** Undertow, RocksDB and zstd call native code; a program without memory ends, and its successor starts clean. */
    private static final List<String> COMMON = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Settings settings;
    private final Checkout checkout;
    private final Engines engines;
    private final Configuration configuration;
    private final Map<Role, JvmExtras> extras;

    Programs(Settings settings, Checkout checkout, Map<Role, JvmExtras> extras) {
        this.extras = extras;
        this.settings = settings;
        this.checkout = checkout;
        this.engines = new Engines(checkout);
        this.configuration = new Configuration(settings);
    }

    /** Writes what the program reads at its start, and describes how it starts. It must not be running. */
    Program prepare(Role role) {
        return described(role).with(extra(role).options().toArray(String[]::new));
    }

    private JvmExtras extra(Role role) {
        return extras.getOrDefault(role, JvmExtras.NONE);
    }

    private Program described(Role role) {
        Home home = settings.home();
        return switch (role) {
            case KAFKA -> new KafkaEngine(engines.kafka(), home, settings.port(Port.KAFKA)).program();
            case REGISTRY -> new RegistryEngine(engines.registry(), home, settings.port(Port.REGISTRY)).program();
            case CLICKHOUSE ->
                new ClickHouseEngine(
                                engines.clickHouse(),
                                home,
                                settings.port(Port.CLICKHOUSE),
                                copied(role, JavaClassPath.of(ClickHouseMain.class)))
                        .program();
            case UPSTREAM ->
                program(
                        role,
                        SMALL,
                        JavaClassPath.of(
                                UpstreamMain.class,
                                Encodings.class,
                                JsonFactory.class,
                                JsonNode.class,
                                JsonInclude.class),
                        UpstreamMain.class.getName(),
                        List.of(
                                Integer.toString(settings.port(Port.UPSTREAM)),
                                configuration.upstreamCredential().toString()));
            case REPLAY -> ours(role, ARCHIVE, "replay-service", configuration.replay());
            case STREAMS -> ours(role, READER, "streams-processor", configuration.streams());
            case EDGE -> ours(role, EDGE, "edge-proxy", configuration.edge());
        };
    }

    /** What makes the program healthy. */
    static Probe probe(Role role, Settings settings) {
        return switch (role) {
            case KAFKA -> Probe.kafka(settings.port(Port.KAFKA));
            case REGISTRY -> Probe.http(settings.url(Port.REGISTRY) + "/apis/ccompat/v7/subjects");
            case CLICKHOUSE -> Probe.http(settings.url(Port.CLICKHOUSE) + "/ping");
            case UPSTREAM -> Probe.http(settings.url(Port.UPSTREAM) + "/health");
            case REPLAY -> Probe.http(settings.url(Port.REPLAY) + "/health/ready");
            case STREAMS -> Probe.http(settings.url(Port.STREAMS_ADMIN) + "/health/ready");
            case EDGE -> Probe.http(settings.url(Port.EDGE_ADMIN) + "/health/ready");
        };
    }

    /** The ports that the program listens on. */
    static List<Port> ports(Role role) {
        return switch (role) {
            case KAFKA -> List.of(Port.KAFKA);
            case REGISTRY -> List.of(Port.REGISTRY);
            case CLICKHOUSE -> List.of(Port.CLICKHOUSE);
            case UPSTREAM -> List.of(Port.UPSTREAM);
            case REPLAY -> List.of(Port.REPLAY);
            case STREAMS -> List.of(Port.STREAMS_ADMIN);
            case EDGE -> List.of(Port.EDGE, Port.EDGE_ADMIN);
        };
    }

    private Program ours(Role role, List<String> memory, String module, Path config) {
        return program(
                role,
                memory,
                Distribution.ofModule(checkout.root(), module),
                "io.vectrail." + role.program() + ".Main",
                List.of("--config", config.toString()));
    }

    private Program program(
            Role role, List<String> memory, JavaClassPath classPath, String main, List<String> mainArguments) {
        List<String> arguments = new ArrayList<>(memory);
        arguments.addAll(COMMON);
        arguments.addAll(List.of(
                "-cp", copied(role, classPath.and(extra(role).classPath())).value(), main));
        arguments.addAll(mainArguments);
        return new Program(
                role.program(),
                arguments,
                role == Role.EDGE ? settings.credentials() : Map.of(),
                probe(role, settings),
                START_LIMIT,
                role.stopLimit());
    }

    private JavaClassPath copied(Role role, JavaClassPath source) {
        return Distribution.copy(
                source, settings.home().folder().resolve("programs").resolve(role.program()));
    }
}
