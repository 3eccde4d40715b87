package io.vectrail.edge;

import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.DemoUpstream;
import io.vectrail.local.testkit.LocalIssuer;
import io.vectrail.local.testkit.Registry;
import io.vectrail.runtime.config.StrictYaml;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole edge in this JVM, with a real broker, registry, issuer and upstream around it. It starts when it is first asked for
 * something, so that a test may write its document and its configuration before.
 */
final class EdgeUnderTest implements AutoCloseable {

    final String name = "edge-" + UUID.randomUUID().toString().substring(0, 8);
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final LocalIssuer issuer;
    final String upstream;
    final DocumentFile document;
    private final Path folder;
    private String extra = "";
    private String allow = "";
    private String issuers = "";
    private @Nullable Broker broker;
    private Map<String, String> environment = Map.of();
    private volatile @Nullable Wiring wiring;

    private EdgeUnderTest(Path folder, String upstream, String bearer) throws Exception {
        this.folder = folder;
        this.upstream = upstream;
        this.issuer = LocalIssuer.create(folder.resolve("issuer"));
        this.document = new DocumentFile(folder.resolve("data/document/gateway.yaml"), upstream, bearer);
    }

    static EdgeUnderTest before(Path folder, DemoUpstream upstream) throws Exception {
        return new EdgeUnderTest(folder, upstream.url(), upstream.bearer());
    }

    static EdgeUnderTest before(Path folder, String upstream) throws Exception {
        return new EdgeUnderTest(folder, upstream, EdgeAndUpstream.SECRET);
    }

    String url() {
        return "http://127.0.0.1:" + running().port() + "/openai/v1";
    }

    int port() {
        return running().port();
    }

    /** The file that it was started with. */
    Path configuration() {
        running();
        return configurationFile();
    }

    /** Bytes of bodies that it holds now, copies included. */
    long bodyBytes() {
        return running().bodyBytes();
    }

    String token(String subject) {
        return issuer.token(subject, "research");
    }

    /** All bytes of its journal, as characters. */
    String journalText() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(journal())) {
            for (Path file : files.toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    Path journal() {
        running();
        return folder.resolve("data/journal");
    }

    /** Starts the edge; one that runs is stopped in order, and started again on the same data. */
    void restart() throws Exception {
        stop();
        wiring = start();
    }

    /** Starts another on the same document, which must not validate: it is read before anything is opened. */
    void startAnother() throws Exception {
        start().close();
    }

    /** Further keys of the configuration's listen block, from the next start on. */
    void listen(String more) {
        extra = more;
    }

    /** A broker that it does not share with other edges, from the next start on. */
    void kafka(Broker own) {
        broker = own;
    }

    /** What a document may name, and further blocks of the configuration, from the next start on. */
    void allowing(String block, Map<String, String> variables) {
        allow = block;
        environment = variables;
    }

    /** A further issuer, as the configuration has it, from the next start on. */
    void trusting(String issuer) {
        issuers = ", " + issuer;
    }

    /** The folder that files of the document may come from. */
    Path credentialFolder() throws IOException {
        return Files.createDirectories(folder.resolve("credentials"));
    }

    /** What the admin listener answers. */
    HttpResponse<String> admin(String path) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + running().adminPort() + path);
        return http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> post(String token, String body, String... headers) throws IOException, InterruptedException {
        return postTo("/openai/v1/embeddings", token, body, headers);
    }

    HttpResponse<byte[]> postTo(String path, String token, String body, String... headers)
            throws IOException, InterruptedException {
        return postTo(path, token, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<byte[]> postTo(String path, String token, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + running().port() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() throws IOException {
        stop();
        issuer.close();
    }

    private void stop() {
        Wiring running = wiring;
        wiring = null;
        if (running != null) {
            running.close();
        }
    }

    private Wiring running() {
        Wiring running = wiring;
        return running == null ? started() : running;
    }

    /** Calls may come from many threads; the first of them starts it. */
    private synchronized Wiring started() {
        try {
            Wiring running = wiring == null ? start() : wiring;
            wiring = running;
            return running;
        } catch (Exception e) {
            throw new IllegalStateException("the edge does not start", e);
        }
    }

    private Path configurationFile() {
        return folder.resolve("edge.yaml");
    }

    /** Requests that were refused before there was an exchange. */
    long refusedHeads() {
        return running().refusedHeads();
    }

    private Wiring start() throws Exception {
        Path config = configurationFile();
        Files.writeString(config, """
                edge: %s
                listen: { host: 127.0.0.1, port: 0%s }
                admin: { host: 127.0.0.1, port: 0 }
                data: %s
                kafka: { bootstrap.servers: "%s" }
                registry: { urls: ["%s"] }
                topics: { partitions: 2, replicationFactor: 1 }
                issuers: [ { issuer: "%s", jwks: "%s", audience: "%s" }%s ]
                document: %s
                %s
                """.formatted(
                        name,
                        extra,
                        folder.resolve("data"),
                        (broker == null ? Broker.shared() : broker).bootstrap(),
                        Registry.shared().url(),
                        issuer.issuer(),
                        issuer.jwksUrl(),
                        issuer.audience(),
                        issuers,
                        // All edges of the tests have one broker.
                        name,
                        allow.isEmpty()
                                ? "allow: { hosts: [\"127.0.0.1:*\"], literalCredentials: true, credentialFolder: %s }"
                                        .formatted(credentialFolder())
                                : allow));
        Wiring started =
                new Wiring(StrictYaml.load(config, EdgeConfig.class, Map.of()), environment, Clock.systemUTC());
        started.awaitKeys();
        return started;
    }
}
