package io.vectrail.load;

import com.sun.net.httpserver.HttpServer;
import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Executors;

/**
 * The edge as {@code ./vectrail up} starts it, with its JVM's options, its journal on the disk and its shipper at work on a
 * real broker, in front of an upstream of the scenario's. The issuer's keys come from this process.
 */
final class MeasuredEdge implements AutoCloseable {

    static final String CREDENTIAL = "measured-0123456789";

    private final Platform platform = Platform.startOnly(Role.KAFKA, Role.REGISTRY);
    private final EdgeProcess process = new EdgeProcess(platform);
    private final HttpServer keys;

    private MeasuredEdge(int upstreamPort) throws IOException {
        keys = keys();
        Path document = platform.home().resolve("edge").resolve("document").resolve("gateway.yaml");
        Files.createDirectories(document.getParent());
        Files.writeString(
                document,
                "version: 1\nconnections:\n  - { name: openai, provider: openai, target: \"http://127.0.0.1:"
                        + upstreamPort + "\", credential: " + CREDENTIAL + " }\n");
        platform.start(EnumSet.of(Role.EDGE));
    }

    static MeasuredEdge before(int upstreamPort) throws IOException {
        return new MeasuredEdge(upstreamPort);
    }

    int port() {
        return URI.create(platform.edgeUrl()).getPort();
    }

    String token() {
        return platform.token("load", "measured");
    }

    String adminUrl() {
        return platform.edgeAdminUrl();
    }

    void stopBroker() {
        platform.stop(Role.KAFKA);
    }

    void startBroker() {
        platform.start(EnumSet.of(Role.KAFKA));
    }

    /** On the disk that the journal is on. */
    Path folder() {
        return platform.home();
    }

    /** Waits until the shipper has published that many exchanges: what lags behind a burst is no part of a steady rate. */
    void awaitShipped(long exchanges) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (shipped() < exchanges) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the shipper has published " + shipped() + " of " + exchanges + " exchanges");
            }
            Thread.sleep(200);
        }
    }

    private long shipped() throws IOException, InterruptedException {
        return process.sum("vectrail_edge_shipped");
    }

    /** Processor time that it took so far. */
    Duration cpu() throws IOException {
        return process.cpu();
    }

    /** What is left on its heap once everything that is not used any more was taken away. */
    long liveBytes() throws IOException, InterruptedException {
        return process.liveBytes();
    }

    @Override
    public void close() {
        keys.stop(0);
        platform.close();
    }

    private HttpServer keys() throws IOException {
        URI issuer = URI.create(platform.issuer());
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), issuer.getPort()), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(issuer.getPath() + "/jwks", exchange -> {
            byte[] body = Files.readAllBytes(platform.home().resolve("issuer").resolve("jwks.json"));
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }
}
