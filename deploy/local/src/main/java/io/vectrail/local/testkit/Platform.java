package io.vectrail.local.testkit;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.issuer.Issuer;
import io.vectrail.local.issuer.Passcode;
import io.vectrail.local.platform.JvmExtras;
import io.vectrail.local.platform.Overview;
import io.vectrail.local.platform.Port;
import io.vectrail.local.platform.Progress;
import io.vectrail.local.platform.Role;
import io.vectrail.local.platform.Settings;
import io.vectrail.local.platform.Shutdown;
import io.vectrail.local.platform.Startup;
import io.vectrail.local.process.FreePort;
import io.vectrail.local.process.ProgramRunner;
import io.vectrail.local.testkit.fault.ProgramDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The whole platform as {@code ./vectrail up} runs it, in a temporary home on free ports. The programs are those that the build has
 * left in the modules' {@code target} folders.
 */
public final class Platform implements AutoCloseable {

    /** What this JVM does without, since it does not live long, its programs do without, too. */
    private static final JvmExtras COMPILER =
            JvmExtras.options(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(option -> option.startsWith("-XX:TieredStopAtLevel"))
                    .toList());

    private final Checkout checkout = Checkout.find();
    private final EngineProcess.Folder folder = EngineProcess.Folder.create("platform");
    private final Settings settings = new Settings(folder.home(), freePorts(), Map.of());
    private final ProgramRunner runner = new ProgramRunner(folder.home());
    private final Map<Role, JvmExtras> extras = new EnumMap<>(Role.class);

    private Platform() {
        EnumSet.allOf(Role.class).forEach(role -> extras.put(role, COMPILER));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of a test's platform"));
    }

    private Platform(Set<Role> roles) {
        this();
        start(roles);
    }

    /** One platform for all tests of this JVM, started by the first that asks and ended with the JVM. */
    public static Platform shared() {
        return Shared.INSTANCE;
    }

    /** A platform of the test's own, to be closed by it. */
    public static Platform start() {
        return new Platform(EnumSet.allOf(Role.class));
    }

    /** Only some of its programs; others can be started later. */
    public static Platform startOnly(Role first, Role... others) {
        return new Platform(EnumSet.of(first, others));
    }

    /** One with nothing started, whose edge will have its data on a disk that fails as {@link #edgeDisk} wants. */
    public static Platform withFaultyEdge() {
        Platform platform = new Platform();
        platform.extras.put(Role.EDGE, platform.edgeDisk().underProgram().with(COMPILER));
        return platform;
    }

    /** The disk of the edge's journal, on a platform {@link #withFaultyEdge}. */
    public ProgramDisk edgeDisk() {
        return new ProgramDisk(home().resolve(Role.EDGE.program()).resolve("journal"), home().resolve("edge-disk"));
    }

    /** The edge's data plane, as in {@code http://127.0.0.1:8080}; the demo upstream's connection is {@code /openai/v1}. */
    public String edgeUrl() {
        return settings.url(Port.EDGE);
    }

    public String edgeAdminUrl() {
        return settings.url(Port.EDGE_ADMIN);
    }

    /** Where the streams processor's admin listener is. */
    public String streamsAdminUrl() {
        return settings.url(Port.STREAMS_ADMIN);
    }

    /** Console, API and admin endpoints. */
    public String replayUrl() {
        return settings.url(Port.REPLAY);
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrap() {
        return "127.0.0.1:" + settings.port(Port.KAFKA);
    }

    /** The base of Confluent's API. */
    public String registryUrl() {
        return settings.url(Port.REGISTRY) + "/apis/ccompat/v7";
    }

    public String clickHouseUrl() {
        return settings.url(Port.CLICKHOUSE);
    }

    /** Without {@code /v1}. */
    public String upstreamUrl() {
        return settings.url(Port.UPSTREAM);
    }

    /** The one bearer that the demo upstream accepts. */
    public String upstreamBearer() {
        return read(home().resolve("upstream").resolve("credential")).strip();
    }

    /** The home: {@code logs/}, {@code config/} and each program's data. */
    public Path home() {
        return folder.home().folder();
    }

    /** The log of one program, as far as it has been written. */
    public String log(Role role) {
        return read(folder.home().log(role.program()));
    }

    /** A token that lives one hour. */
    public String token(String subject, String... groups) {
        return token(subject, List.of(groups), Duration.ofHours(1));
    }

    public String token(String subject, List<String> groups, Duration ttl) {
        return Issuer.open(home().resolve("issuer"), settings.issuer(), Clock.systemUTC())
                .token(subject, groups, ttl);
    }

    /** What the console's local sign-in asks for. */
    public String passcode() {
        return Passcode.of(home().resolve("issuer"));
    }

    /** The {@code iss} claim of its tokens. */
    public String issuer() {
        return settings.issuer();
    }

    /** Variables under which {@code ./vectrail} finds this platform. */
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        settings.ports().forEach((port, number) -> variables.put(port.setting(), number.toString()));
        variables.put("VECTRAIL_HOME", home().toString());
        return variables;
    }

    public List<Overview.Line> status() {
        return new Overview(settings, Clock.systemUTC()).lines();
    }

    /** Starts what of these is not running, and waits until it is healthy. */
    public void start(Set<Role> roles) {
        startup().these(roles);
    }

    /** Starts a program that was started before and is not running now; waits for nothing. */
    public void launch(Role role) {
        startup().launch(role);
    }

    /** Its process, while it runs. */
    public Optional<ProcessHandle> process(Role role) {
        return runner.find(role.program());
    }

    public boolean isHealthy(Role role) {
        return new Overview(settings, Clock.systemUTC()).isHealthy(role);
    }

    /** Ends a program in order. */
    public void stop(Role role) {
        new Shutdown(settings, Progress.silent()).one(role);
    }

    /** Ends a program as a crash would. */
    public void kill(Role role) {
        runner.kill(role.program());
    }

    /** Ends a program in order and starts it again. */
    public void restart(Role role) {
        stop(role);
        start(EnumSet.of(role));
    }

    /** Ends all programs at once, as a power cut of this machine's processes would. */
    public void killAll() {
        for (Role role : Role.values()) {
            kill(role);
        }
    }

    /** Ends all in order, and keeps the data. */
    public void down() {
        new Shutdown(settings, Progress.silent()).all();
    }

    /** Ends all and deletes its home. */
    @Override
    public void close() {
        killAll();
        folder.delete();
    }

    private Startup startup() {
        return new Startup(settings, checkout, Progress.silent(), extras);
    }

    /** Ends all, and keeps its home under another name, for whoever looks at what happened; returns it. */
    public Path keep() {
        killAll();
        Path kept = home().resolveSibling(home().getFileName() + "-kept");
        try {
            return Files.move(home(), kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Port, Integer> freePorts() {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            ports.put(port, FreePort.any());
        }
        return ports;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        private static final Platform INSTANCE = start();
    }
}
