package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.vectrail.local.testkit.ServiceAccountKey;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection to Vertex AI whose credential is a service account's key file. */
class ServiceAccountConnectionTest extends EdgeAndUpstream {

    private static final String PATH =
            "/vertex/v1/projects/p/locations/us-central1/publishers/google/models/text-embedding-005:predict";
    private static final String BODY = "{\"instances\":[{\"content\":\"a text\"}]}";
    private static final String GOOD = "{\"predictions\":[{\"embeddings\":{\"values\":[0.5,-0.25]}}]}";

    private static final ServiceAccountKey FIRST = new ServiceAccountKey("first@p.iam.gserviceaccount.com");

    private Path file;

    @BeforeEach
    void connect() throws Exception {
        file = Files.writeString(edge.credentialFolder().resolve("account.json"), FIRST.json());
        edge.document.connections("  - { name: vertex, provider: vertex, target: \"" + upstream.url()
                + "\", credential: \"${file:account.json}\" }");
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, GOOD));
    }

    @Test
    void theUpstreamIsShownTokensThatTheKeySigned() throws Exception {
        assertThat(call().statusCode()).isEqualTo(200);
        assertThat(call().statusCode()).isEqualTo(200);
        assertThat(shown()).isEqualTo(upstream.asked.getFirst().split(" ", -1)[1]);
        assertThat(SignedJWT.parse(shown()).verify(new RSASSAVerifier(FIRST.verifying())))
                .isTrue();
        assertThat(edge.journalText()).doesNotContain(shown());
    }

    @Test
    void anotherKeyInTheFileSignsTheNextOnes() throws Exception {
        assertThat(call().statusCode()).isEqualTo(200);
        ServiceAccountKey second = new ServiceAccountKey("second@p.iam.gserviceaccount.com");
        Files.writeString(file, second.json());
        Awaitility.await("its tokens are shown").atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(call().statusCode()).isEqualTo(200);
            return SignedJWT.parse(shown()).verify(new RSASSAVerifier(second.verifying()));
        });
    }

    @Test
    void anAnswerThatQuotesTheTokenIsNotReleased() throws Exception {
        upstream.answers((exchange, body) -> ScriptedUpstream.send(
                exchange, 400, "{\"error\":\"" + exchange.getRequestHeaders().getFirst("Authorization") + "\"}"));
        HttpResponse<byte[]> answer = call();
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain(shown());
        assertThat(edge.journalText()).doesNotContain(shown());
    }

    private HttpResponse<byte[]> call() throws Exception {
        return edge.postTo(PATH, token, BODY);
    }

    private String shown() {
        return upstream.asked.getLast().split(" ", -1)[1];
    }
}
