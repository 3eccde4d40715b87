package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A provider's key is exchanged for another while callers call. */
class CredentialRotationTest {

    private static final String BODY = TroubledEdge.BODY;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static ScriptedUpstream upstream;
    private static EdgeUnderTest edge;
    private String subject;
    private String token;

    @BeforeAll
    static void begin() throws Exception {
        upstream = new ScriptedUpstream();
        edge = EdgeUnderTest.before(folder, upstream.url());
    }

    /** Records are told apart by who called. */
    @BeforeEach
    void call(TestInfo test) {
        subject = test.getDisplayName().replaceAll("[^A-Za-z]", "");
        token = edge.token(subject);
        upstream.asked.clear();
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
    }

    @AfterAll
    static void end() throws Exception {
        edge.close();
        upstream.close();
    }

    @Test
    void aFilesNewValueIsShownWithoutARestart() throws Exception {
        Path key = key("hush-one");
        start("credential: ${file:key}");
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        Files.writeString(key, "hush-two\n");
        Awaitility.await("the new value is shown").atMost(PATIENCE).until(() -> {
            assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
            return upstream.asked.getLast().startsWith("Bearer hush-two ");
        });
        assertThat(upstream.asked.getFirst()).startsWith("Bearer hush-one ");
    }

    @Test
    void aFileThatIsEmptiedKeepsTheLastGoodValueUntilItIsMended() throws Exception {
        Path key = key("hush-one");
        start("credential: ${file:key}");
        Files.writeString(key, "");
        Awaitility.await("it is said")
                .atMost(PATIENCE)
                .until(() -> edge.admin("/health/ready").body().contains("the last good value of file key is in use"));
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        assertThat(upstream.asked.getLast()).startsWith("Bearer hush-one ");
        Files.writeString(key, "hush-two");
        Awaitility.await("it is well again")
                .atMost(PATIENCE)
                .until(() -> edge.admin("/health/ready").body().contains("each of 1 connections has what it needs"));
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        assertThat(upstream.asked.getLast()).startsWith("Bearer hush-two ");
    }

    @Test
    void withoutAValidOneNothingIsForwardedAndTheHealthPageSaysWhose() throws Exception {
        start("credentials: [ { value: hush-one, until: 2026-01-01T00:00:00Z } ]");
        HttpResponse<byte[]> refused = edge.post(token, BODY);
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(new String(refused.body()))
                .contains("upstream_rejected_credential", "no credential for connection openai that is valid now");
        assertThat(upstream.asked).isEmpty();
        AuditExchange event = published();
        assertThat(event.getForwarded()).isEqualTo(Forwarded.NO);
        assertThat(event.getForwardedAt()).isNull();
        assertThat(event.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(edge.admin("/health/ready").body())
                .contains("connection openai has no credential that is valid now");
        assertThat(edge.admin("/metrics").body())
                .contains("vectrail_edge_credential_seconds_left{connection=\"openai\"} 0");
    }

    @Test
    void theHealthPageWarnsBeforeTheLastOneEnds() throws Exception {
        start("credentials: [ { value: hush-one, until: %s } ]"
                .formatted(Instant.now().plus(Duration.ofDays(13))));
        assertThat(edge.admin("/health/ready").body()).contains("connection openai: its last credential ends at");
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
    }

    @Test
    void oneThatTheUpstreamDoesNotAcceptYetGivesWayToTheOther() throws Exception {
        start("credentials: [ { value: hush-old }, { value: hush-new, from: 2026-01-01T00:00:00Z, name: fresh } ]");
        upstream.answers((exchange, body) -> {
            boolean old = "Bearer hush-old".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            ScriptedUpstream.send(exchange, old ? 200 : 401, old ? ScriptedUpstream.GOOD : "{\"no\":\"hush-new\"}");
        });
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        assertThat(upstream.asked).containsExactly("Bearer hush-new " + BODY, "Bearer hush-old " + BODY);
        assertThat(edge.admin("/metrics").body())
                .contains("vectrail_edge_credential_rejected_total{connection=\"openai\",credential=\"fresh\"} 1.0")
                .contains("vectrail_edge_credential_seconds_left{connection=\"openai\"} +Inf");
        AuditExchange event = published();
        assertThat(event.getOutcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(event.getForwarded()).isEqualTo(Forwarded.YES);
    }

    @Test
    void noMoreThanOneOtherIsTried() throws Exception {
        start("credentials: [ { value: hush-a }, { value: hush-b }, { value: hush-c } ]");
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 403, "{}"));
        HttpResponse<byte[]> refused = edge.post(token, BODY);
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(new String(refused.body())).contains("upstream_rejected_credential");
        assertThat(upstream.asked).containsExactly("Bearer hush-a " + BODY, "Bearer hush-b " + BODY);
        assertThat(published().getOutcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void anAnswerThatQuotesAnyOfThemIsNotReleased() throws Exception {
        Path key = key("hush-before");
        start("credentials: [ { value: \"${file:key}\" }, { value: hush-other } ]");
        Files.writeString(key, "hush-after");
        Awaitility.await("the new value is shown").atMost(PATIENCE).until(() -> {
            edge.post(token, BODY);
            return upstream.asked.getLast().startsWith("Bearer hush-after ");
        });
        for (String quoted : new String[] {"hush-before", "hush-after", "hush-other"}) {
            upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 429, "{\"key\":\"" + quoted + "\"}"));
            HttpResponse<byte[]> answer = edge.post(token, BODY);
            assertThat(answer.statusCode()).as(quoted).isEqualTo(502);
            assertThat(new String(answer.body())).doesNotContain("hush");
        }
    }

    @Test
    void anUpstreamThatAsksForNoneIsShownNone() throws Exception {
        start("credential: none");
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        assertThat(upstream.asked).containsExactly("null " + BODY);
        assertThat(edge.admin("/metrics").body()).doesNotContain("credential_seconds_left{");
        assertThat(edge.admin("/health/ready").body()).contains("each of 1 connections has what it needs");
    }

    /** The record of this test's only call. */
    private AuditExchange published() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> PublishedEvents.exchanges(edge.name).stream()
                                .filter(event -> event.getCaller().getSubject().equals(subject))
                                .toList(),
                        events -> !events.isEmpty())
                .getFirst();
    }

    private Path key(String secret) throws Exception {
        return Files.writeString(
                Files.createDirectories(folder.resolve("credentials")).resolve("key"), secret);
    }

    private void start(String credentials) throws Exception {
        edge.allowing(
                "allow: { hosts: [\"127.0.0.1:*\"], literalCredentials: true, credentialFolder: %s }"
                        .formatted(folder.resolve("credentials")),
                Map.of());
        edge.document.connection(credentials);
        edge.restart();
    }
}
