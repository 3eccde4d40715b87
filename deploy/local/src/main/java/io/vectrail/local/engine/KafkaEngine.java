package io.vectrail.local.engine;

import io.vectrail.local.process.FreePort;
import io.vectrail.local.process.Home;
import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.Probe;
import io.vectrail.local.process.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** One KRaft node, broker and controller at once, that keeps its log in the home's {@code kafka} folder. */
public final class KafkaEngine {
    public static final String NAME = "kafka";

    private final Path jars;
    private final Home home;
    private final int port;

    public KafkaEngine(Path jars, Home home, int port) {
        this.jars = jars;
        this.home = home;
        this.port = port;
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Writes the node's configuration, formats its log folder when there is none yet, and describes how it runs. */
    public Program program() {
        Path folder = home.data(NAME);
        Path log = folder.resolve("log");
        Path configuration = folder.resolve("server.properties");
        try {
            Files.writeString(configuration, configuration(log));
            if (!Files.exists(log)) {
                format(folder, log);
            }
        } catch (IOException e) {
            throw new PlatformException("The broker's folder " + folder + " cannot be prepared: " + e.getMessage(), e);
        }
        return new Program(
                NAME,
                jvm(256, "kafka.Kafka", configuration.toString()),
                Map.of(),
                Probe.kafka(port),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30));
    }

    /** Under another name first: a format that was interrupted is done again. */
    private void format(Path folder, Path log) throws IOException {
        Path temporary = folder.resolve("log.formatting");
        Path configuration = folder.resolve("format.properties");
        Files.writeString(configuration, configuration(temporary));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm(128, "kafka.tools.StorageTool", "format", "--ignore-formatted"));
        command.addAll(List.of("-t", randomId(), "-c", configuration.toString()));
        PackageTool.run(folder, command);
        Files.move(temporary, log, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(configuration);
    }

    private List<String> jvm(int heapMegabytes, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC"));
        command.addAll(ClassArchive.options(jars));
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-cp",
                ClassArchive.classPath(List.of(jars)),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Programs create their topics with explicit settings, so that nothing creates one by asking for it. The broker's own topics
     * are small: fifty partitions each would cost a second at every start. The controller is reached by the broker beside it
     * alone: its port is any that is free, and a static quorum does not remember it. After a kill the broker is let in again
     * only when its former session has ended, which would take nine seconds. A group misses a member after as little as a second
     * when the member asks for that, and transactions whose time is over are looked for every second instead of every ten.
     */
    private String configuration(Path log) {
        int controller = FreePort.any();
        return String.format(Locale.ROOT, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                group.streams.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
                log.cleaner.dedupe.buffer.size=4194304
                broker.session.timeout.ms=4000
                broker.heartbeat.interval.ms=1000
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                """, port, controller, log);
    }

    /** Kafka's own ids never begin with a hyphen either: its tools would take it for an option. */
    private static String randomId() {
        String id;
        do {
            UUID random = UUID.randomUUID();
            byte[] bytes = ByteBuffer.allocate(16)
                    .putLong(random.getMostSignificantBits())
                    .putLong(random.getLeastSignificantBits())
                    .array();
            id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } while (id.startsWith("-"));
        return id;
    }
}
