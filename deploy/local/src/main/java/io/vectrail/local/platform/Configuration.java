package io.vectrail.local.platform;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vectrail.local.engine.Checksums;
import io.vectrail.local.issuer.Passcode;
import io.vectrail.local.process.Home;
import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** Writes what the programs read at their start: one YAML file each, and the first gateway document. */
final class Configuration {
    private static final String UPSTREAM_CREDENTIAL = "demo-upstream";

    private final Settings settings;
    private final Home home;

    Configuration(Settings settings) {
        this.settings = settings;
        this.home = settings.home();
    }

    Path edge() {
        var _ = firstDocument();
        String text = String.format(
                Locale.ROOT,
                """
                edge: local
                listen: { host: 127.0.0.1, port: %d }
                admin: { host: 127.0.0.1, port: %d }
                data: %s
                %s
                issuers:
                  - { issuer: %s, jwks: %s, audience: vectrail }
                allow: %s
                sealing: { keyset: %s }
                masking: { key: %s }
                """,
                settings.port(Port.EDGE),
                settings.port(Port.EDGE_ADMIN),
                quoted(home.data(Role.EDGE.program())),
                common(),
                quoted(settings.issuer()),
                quoted(settings.issuer() + "/jwks"),
                allow(),
                quoted(SealingKeys.privateKeyset(home)),
                quoted("${file:" + maskingKey() + "}"));
        return write(Role.EDGE, text);
    }

    Path streams() {
        String text = String.format(
                Locale.ROOT,
                """
                admin: { host: 127.0.0.1, port: %d }
                data: %s
                %s
                """,
                settings.port(Port.STREAMS_ADMIN),
                quoted(home.data(Role.STREAMS.program())),
                common());
        return write(Role.STREAMS, text);
    }

    Path replay() {
        String first = firstDocument();
        String text = String.format(
                Locale.ROOT,
                """
                listen: { host: 127.0.0.1, port: %d }
                %s
                clickhouse: { url: %s, database: vectrail, username: default, password: "" }
                issuers:
                  - { issuer: %s, jwks: %s, audience: vectrail }
                localIssuer: { issuer: %s, jwks: %s, login: { key: %s, passcode: %s } }
                login:
                  url: %s
                  openId: { issuer: %s, clientId: vectrail-console, name: "the passcode of this platform" }
                roles: { auditor: [auditors], approver: [approvers], policy-admin: [policy-admins], viewer: [viewers],
                  replayer: [replayers] }
                sealing: { keyset: %s }
                exports: { directory: %s }
                reissue: { edge: %s }
                document:
                  allow: %s
                  hashedMasks: true
                  first: %s
                """,
                settings.port(Port.REPLAY),
                common(),
                quoted(settings.url(Port.CLICKHOUSE)),
                quoted(settings.issuer()),
                quoted(settings.issuer() + "/jwks"),
                quoted(settings.issuer()),
                quoted(issuerFolder(home).resolve("jwks.json")),
                quoted(issuerFolder(home).resolve("private.jwk.json")),
                quoted(Passcode.file(issuerFolder(home))),
                quoted(settings.url(Port.REPLAY)),
                quoted(settings.issuer()),
                quoted(SealingKeys.publicKeyset(home)),
                quoted(home.data(Role.REPLAY.program()).resolve("exports")),
                quoted(settings.url(Port.EDGE)),
                allow(),
                first);
        return write(Role.REPLAY, text);
    }

    /** The bearer that the demo upstream accepts. */
    Path upstreamCredential() {
        return secret(home.data(Role.UPSTREAM.program()).resolve("credential"), "sk-demo-");
    }

    /** By which the edge makes masks that are hashes. */
    private Path maskingKey() {
        return secret(home.data(Role.EDGE.program()).resolve("masking-key"), "");
    }

    /** A file with a random secret; made once. */
    private static Path secret(Path file, String beginning) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[24];
                new SecureRandom().nextBytes(random);
                WholeFile.writeSecret(file, beginning + HexFormat.of().formatHex(random) + "\n");
            }
            return file;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Where a document's {@code ${file:…}} credentials lie. */
    private Path credentials() {
        return home.data("credentials");
    }

    static Path issuerFolder(Home home) {
        return home.folder().resolve("issuer");
    }

    /** What documents may name here. */
    private String allow() {
        return "{ hosts: [\"127.0.0.1:*\"], environmentPrefix: VECTRAIL_CREDENTIAL_, credentialFolder: "
                + quoted(credentials()) + ", literalCredentials: true }";
    }

    /**
     * The document that an edge starts with, and which the replay service publishes where nothing is. It follows the settings, since its
     * target is the demo upstream's address, as long as nobody has put another in its place.
     *
     * @return the replay service's document.first
     */
    private String firstDocument() {
        Path document = home.data(Role.EDGE.program()).resolve("document").resolve("gateway.yaml");
        Path written = home.config("gateway");
        Path former = home.config("gateway-before");
        try {
            String text = """
                    version: 1
                    connections:
                      - name: openai
                        provider: openai
                        target: %s
                        credential: ${file:%s}
                        models: ["text-embedding-3-*", "text-embedding-ada-002"]
                        limits: { requestBytes: 1MiB, inputs: 2048, timeout: 30s }
                    """.formatted(settings.url(Port.UPSTREAM), UPSTREAM_CREDENTIAL);
            Files.createDirectories(document.getParent());
            WholeFile.writeSecret(credentials().resolve(UPSTREAM_CREDENTIAL), Files.readString(upstreamCredential()));
            boolean ours =
                    !Files.exists(document) || (Files.exists(written) && Files.mismatch(document, written) == -1);
            if (Files.exists(written) && !Files.readString(written).equals(text)) {
                WholeFile.writeSecret(former, Files.readString(written));
            }
            WholeFile.writeSecret(written, text);
            if (ours) {
                WholeFile.writeSecret(document, text);
            }
            boolean byHand = !ours && !Files.exists(document.resolveSibling("published.json"));
            return byHand ? "{ file: " + quoted(document) + " }" : first(written, former);
        } catch (IOException e) {
            throw unwritable(document, e);
        }
    }

    private static String first(Path written, Path former) throws IOException {
        String insteadOf = Files.exists(former) ? ", insteadOf: " + Checksums.sum(former) : "";
        return "{ file: " + quoted(written) + insteadOf + " }";
    }

    private String common() {
        return String.format(Locale.ROOT, """
                kafka: { bootstrap.servers: "127.0.0.1:%d" }
                registry: { urls: ["%s/apis/ccompat/v7"] }
                topics: { partitions: 4, replicationFactor: 1 }""", settings.port(Port.KAFKA), settings.url(Port.REGISTRY));
    }

    private Path write(Role role, String text) {
        Path file = home.config(role.program());
        try {
            WholeFile.write(file, "# Written anew at each start by ./vectrail up.\n" + text);
            return file;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static PlatformException unwritable(Path file, IOException e) {
        return new PlatformException(file + " cannot be written: " + e.getMessage(), e);
    }

    /** YAML takes JSON's strings. */
    private static String quoted(Object value) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value.toString())) + '"';
    }
}
