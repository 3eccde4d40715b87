package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.policy.rule.PresidioDetector;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {

    private static final String GOOD = """
            version: 1
            connections:
              - name: openai
                provider: openai
                target: https://api.example.com
                credential: ${env:VECTRAIL_CREDENTIAL_A}
                models: ["text-embedding-3-*", "exact"]
                limits: { requestBytes: 2MiB, inputs: 10, timeout: 5s }
            """;

    @TempDir
    Path folder;

    @Test
    void aGoodDocumentIsReadWholeAndHashed() {
        CheckedDocument document = read(GOOD);
        Connection connection = document.connection("openai");
        assertThat(connection).isNotNull();
        assertThat(connection.permits("text-embedding-3-large")).isTrue();
        assertThat(connection.permits("exact")).isTrue();
        assertThat(connection.permits("exactly")).isFalse();
        assertThat(connection.limits().mostBytes()).isEqualTo(2 << 20);
        assertThat(document.hash()).matches("[0-9a-f]{64}");
        assertThat(document.toString()).doesNotContain("the-secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    version: 1                       | version: 2                        | doc.yaml:1: version: must be 1
                    connections:                     | polices: []\\nconnections:         | doc.yaml:2: polices: unknown key
                    connections:                     | detectors: [{types: [A], presidio: "http://elsewhere:3000"}]\\nconnections: | doc.yaml:2: detectors[0].presidio: elsewhere:3000 is not among the hosts
                    connections:                     | detectors: [{types: [A], presidio: "http://u:p@api.example.com:443"}]\\nconnections: | detectors[0].presidio: must be like
                    connections:                     | policies: [{name: a, detect: [HAPPINESS], action: block}]\\nconnections: | doc.yaml:2: policies[0].detect[0]: names HAPPINESS, which no detector finds
                    connections:                     | policies: [{name: a, detect: [], action: block}]\\nconnections: | looks for nothing
                    connections:                     | policies: [{name: a, detect: [IMAGE], action: mask}]\\nconnections: | nothing in a text that could be masked
                    connections:                     | policies: [{name: a, detect: [IMAGE], action: block, match: {connections: [b]}}]\\nconnections: | policies[0].match.connections[0]: names a connection that is not there; there are openai
                    models:                          | passthrough: ["POST /v1/batches"]\\n    models: | doc.yaml:7: connections[0].passthrough[0]: would embed texts that nobody has seen
                    models:                          | passthrough: ["GET /v1/../x"]\\n    models:     | connections[0].passthrough[0]: must be like GET
                    models:                          | codec: { region: x }\\n    models:           | connections[0].codec: provider openai takes no codec settings but [tokenEncoding]
                    models:                          | codec: { tokenEncoding: x }\\n    models:    | connections[0].codec: tokenEncoding must be one of
                    models:                          | notInspected: maybe\\n    models:            | connections[0].notInspected: must be allow or deny
                    name: openai                     | name: Open AI                     | doc.yaml:3: connections[0].name: a connection's name must
                    provider: openai                 | provider: closedai                | doc.yaml:4: connections[0].provider: must be one of azure-openai
                    https://api.example.com          | https://elsewhere.example.com     | doc.yaml:5: connections[0].target: elsewhere.example.com:443 is not among the hosts
                    https://api.example.com          | ftp://api.example.com             | connections[0].target: must be like
                    https://api.example.com          | https://u:p@api.example.com       | connections[0].target: must be like
                    https://api.example.com          | https://api.example.com/../x | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/a/%2e%2E/b | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/a/. | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/a/..;x/b | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/a%2Fb | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/a%5cb | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/é | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/a%00 | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/%0d%0aX | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/%1F | connections[0].target: its path
                    https://api.example.com          | https://api.example.com/%7f | connections[0].target: its path
                    https://api.example.com          | https://api.example.com:0 | connections[0].target: the port must be 1 to 65535
                    https://api.example.com          | https://api.example.com:99999 | connections[0].target: the port must be 1 to 65535
                    ${env:VECTRAIL_CREDENTIAL_A}     | ${env:PATH}                       | doc.yaml:6: connections[0].credential: the variable's name must begin with VECTRAIL_CREDENTIAL_
                    ${env:VECTRAIL_CREDENTIAL_A}     | ${env:VECTRAIL_CREDENTIAL_B}      | connections[0].credential: the edge's environment has no variable VECTRAIL_CREDENTIAL_B
                    ${env:VECTRAIL_CREDENTIAL_A}     | literal                           | connections[0].credential: may not stand in the document
                    ${env:VECTRAIL_CREDENTIAL_A}     | ${file:../outside}                | connections[0].credential: the file must lie in
                    limits: {                        | limits: { policies: 3,            | connections[0].limits.policies: unknown key
                    inputs: 10                       | inputs: 0                         | doc.yaml:8: connections[0].limits.inputs: must be 1 to
                    timeout: 5s                      | timeout: 5 parsecs                | connections[0].limits.timeout: is not a duration
                    inputs: 10                       | concurrent: 0                     | connections[0].limits.concurrent: must be 1 to
                    target: https                    | targets: []\\n    target: https    | connections[0]: needs target, or targets, and not both
                    target: https://api.example.com  | targets: []                       | connections[0].targets: must list 1 to 16
                    target: https://api.example.com  | targets: [https://api.example.com, https://api.example.com] | connections[0].targets: must list 1 to 16, each once
                    target: https://api.example.com  | targets: [https://api.example.com, https://elsewhere.example.com] | connections[0].targets[1]: elsewhere.example.com:443 is not among the hosts
                    target: https://api.example.com  | targets: [https://api.example.com, http://api.example.com:443] | connections[0].targets: must be all http or all https
                    target: https://api.example.com  | target: http://api.example.com:443\\n    ca: good.pem | connections[0].ca: is for https targets
                    provider: openai                 | provider: openai\\n    ca: ../outside | connections[0].ca: the file must lie in
                    provider: openai                 | provider: openai\\n    ca: missing.pem | connections[0].ca: the file cannot be read
                    provider: openai                 | provider: openai\\n    ca: bad.pem  | connections[0].ca: bad.pem holds no certificate
                    provider: openai                 | provider: openai\\n    http2: maybe | connections[0].http2: must be true or false
                    requestBytes: 2MiB               | requestBytes: 2MB                 | connections[0].limits.requestBytes: is not a size
                    exact                            | a*b                               | connections[0].models[1]: must be a name of at most 200
                    name: openai                     | name: openai\\n    name: openai    | uplicate
                    """)
    void whatCannotBeEnforcedDoesNotValidateAndTheErrorSaysWhere(String part, String wrong, String error)
            throws IOException {
        Files.createDirectories(folder.resolve("credentials"));
        Files.writeString(folder.resolve("outside"), "x");
        Files.writeString(folder.resolve("credentials/bad.pem"), "no certificate");
        Files.writeString(folder.resolve("credentials/good.pem"), certificate());
        String document = GOOD.replace(part, wrong.replace("\\n", "\n"));
        assertThatThrownBy(() -> read(document)).hasMessageContaining(error).hasMessageContaining("doc.yaml");
    }

    @Test
    void whatACodecTakesBesideIsCheckedWithTheDocument() {
        String custom = GOOD.replace(
                "provider: openai",
                "provider: custom\n    codec: { path: /encode, texts: \"$.texts[*]\", vectors: \"$.vectors[*]\" }");
        Connection connection = read(custom).connection("openai");
        assertThat(connection).isNotNull();
        assertThat(connection.codec().settings()).containsEntry("texts", "$.texts[*]");
        assertThat(connection.codec().operation("POST", "/encode")).isPresent();
        assertThatThrownBy(() -> read(custom.replace("$.texts[*]", "$..texts")))
                .hasMessageContaining("doc.yaml:5: connections[0].codec: JSONPath $..texts has no name after the dot");
        assertThatThrownBy(() -> read(custom.replace("path: /encode,", "")))
                .hasMessageContaining("needs the codec setting path");
        assertThatThrownBy(() -> read(custom.replace("vectors:", "vektors:")))
                .hasMessageContaining("takes no codec settings but");
        assertThatThrownBy(() -> read(custom.replace("/encode", "3"))).hasMessageContaining("path must match");
    }

    @Test
    void anErrorDoesNotQuoteThePasswordOfAnAddress() {
        assertThatThrownBy(() -> read(GOOD.replace("https://api.example.com", "\"https://key:SE CRET@127.0.0.1:1\"")))
                .hasMessageContaining("doc.yaml")
                .hasMessageNotContaining("CRET");
    }

    @Test
    void aCredentialFileInTheFolderIsReadAndALinkOutOfItIsNot() throws IOException {
        Path credentials = Files.createDirectories(folder.resolve("credentials"));
        Files.writeString(credentials.resolve("a"), "from-a-file\n");
        Files.writeString(folder.resolve("outside"), "x");
        Files.createSymbolicLink(credentials.resolve("b"), folder.resolve("outside"));
        Connection connection =
                read(GOOD.replace("${env:VECTRAIL_CREDENTIAL_A}", "${file:a}")).connection("openai");
        assertThat(connection).isNotNull();
        assertThat(connection.credentials().known()).containsExactly(new ApiKey("from-a-file"));
        assertThatThrownBy(() -> read(GOOD.replace("${env:VECTRAIL_CREDENTIAL_A}", "${file:b}")))
                .hasMessageContaining("must lie in");
    }

    @Test
    void targetsAreKeptInTheirOrderWithTheAuthoritiesThatVouchForThem() throws IOException {
        Path credentials = Files.createDirectories(folder.resolve("credentials"));
        Files.writeString(credentials.resolve("own.pem"), certificate() + certificate());
        Files.writeString(folder.resolve("outside"), certificate());
        Files.createSymbolicLink(credentials.resolve("link.pem"), folder.resolve("outside"));
        Targets one = targets("target: https://api.example.com");
        assertThat(one.uris()).containsExactly(URI.create("https://api.example.com"));
        assertThat(one.http2()).isTrue();
        assertThat(one.authorities()).isNull();
        Targets two = targets(
                "targets: [https://api.example.com/b, https://api.example.com/a]\n    ca: own.pem\n    http2: false");
        assertThat(two.uris())
                .containsExactly(URI.create("https://api.example.com/b"), URI.create("https://api.example.com/a"));
        assertThat(two.http2()).isFalse();
        assertThat(two.authorities()).isNotNull();
        assertThat(targets("target: https://api.example.com/%C3%A9/a%20b").uris())
                .containsExactly(URI.create("https://api.example.com/%C3%A9/a%20b"));
        assertThat(targets("target: http://api.example.com:443").http2()).isFalse();
        assertThatThrownBy(() -> targets("target: https://api.example.com\n    ca: link.pem"))
                .hasMessageContaining("must lie in");
    }

    @Test
    void anAnalyzerIsNamedWithinWhatTheOperatorAllows() {
        CheckedDocument document = read("""
                detectors: [{ types: [PERSON, LOCATION], presidio: "https://api.example.com/presidio" }]
                policies: [{ name: a, detect: [PERSON], action: mask }]
                """ + GOOD);
        PresidioDetector detector = document.rules().analyzers().getFirst();
        assertThat(detector.timeout()).isEqualTo(Duration.ofMillis(200));
        assertThat(document.analyzer(detector).uris()).containsExactly(URI.create("https://api.example.com/presidio"));
        CheckedDocument elsewhere = read("""
                detectors: [{ types: [PERSON, LOCATION], presidio: "https://api.example.com/other" }]
                policies: [{ name: a, detect: [PERSON], action: mask }]
                """ + GOOD);
        CheckedDocument both = document.beside(elsewhere.onTrial());
        assertThat(both.allAnalyzers().values())
                .extracting(Targets::connection)
                .containsExactlyInAnyOrder(
                        "PERSON,LOCATION at https://api.example.com/presidio",
                        "PERSON,LOCATION at https://api.example.com/other, on trial");
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        byte[] latin = (GOOD + "# caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(reader().check(latin))
                .isInstanceOfSatisfying(
                        DocumentCheck.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.reason()).contains("UTF-8")));
    }

    private Targets targets(String written) {
        Connection connection =
                read(GOOD.replace("target: https://api.example.com", written)).connection("openai");
        assertThat(connection).isNotNull();
        return connection.targets();
    }

    /** One of the roots that the JDK comes with. */
    private static String certificate() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init((KeyStore) null);
            X509TrustManager roots = (X509TrustManager) trust.getTrustManagers()[0];
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(roots.getAcceptedIssuers()[0].getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private CheckedDocument read(String text) {
        return reader().read("doc.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private DocumentReader reader() {
        @Nullable Path credentials = folder.resolve("credentials");
        AllowList allow = new AllowList(List.of("api.example.com:443"), "VECTRAIL_CREDENTIAL_", credentials, false);
        return new DocumentReader(allow, Map.of("VECTRAIL_CREDENTIAL_A", "the-secret"), null, null);
    }
}
