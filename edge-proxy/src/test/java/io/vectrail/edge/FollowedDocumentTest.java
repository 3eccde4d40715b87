package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.EdgeStatus;
import io.vectrail.local.testkit.DemoUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge takes into force what is published, and keeps what it has where it cannot. */
class FollowedDocumentTest {

    private static final String BLOCK = "[{name: no-trains, deny: {words: [train]}, action: block}]";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private DemoUpstream upstream;
    private EdgeUnderTest edge;
    private PublishedDocuments published;

    @BeforeEach
    void start() throws Exception {
        upstream = DemoUpstream.start();
        edge = EdgeUnderTest.before(folder, upstream);
        published = new PublishedDocuments(edge.name);
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
        published.close();
        upstream.close();
    }

    @Test
    void whatIsPublishedIsInForceForTheNextRequestsAndAfterARestart() throws Exception {
        assertThat(status()).isEqualTo(200);
        String hash = published.publish(document(BLOCK));
        await().atMost(PATIENCE).until(() -> status() == 403);
        assertThat(record(post()).getDecision().getDocumentHash()).isEqualTo(hash);
        assertThat(kept("gateway.yaml")).hasContent(document(BLOCK));
        edge.restart();
        assertThat(status()).isEqualTo(403);
        published.publish(document("[]"));
        await().atMost(PATIENCE).until(() -> status() == 200);
    }

    @Test
    void oneThatDoesNotValidateChangesNothingUntilItDoes() throws Exception {
        published.publish(document(BLOCK));
        await().atMost(PATIENCE).until(() -> status() == 403);
        published.publish(document("[]").replace("credential: ", "credential: \"${file:later}\" } #"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(edge.admin("/health/ready").body()).contains("revision 2 does not validate here"));
        assertThat(status()).isEqualTo(403);
        EdgeStatus said = published.saidBy(edge.name).getLast();
        assertThat(said.getRevision()).isEqualTo(1);
        assertThat(said.getRefusedRevision()).isEqualTo(2);
        assertThat(said.getProblem()).contains("credential");
        assertThat(said.getJournalBytes()).isNotNull();
        assertThat(said.getJournalSeconds()).isNotNull();
        Files.writeString(edge.credentialFolder().resolve("later"), upstream.bearer());
        await().atMost(PATIENCE).until(() -> status() == 200);
        await().atMost(PATIENCE)
                .until(() -> published.saidBy(edge.name).getLast().getProblem() == null);
        // Neither does what it once was keep an edge from starting.
        Files.delete(edge.credentialFolder().resolve("later"));
        published.publish(document(BLOCK) + "# again");
        edge.restart();
        await().atMost(PATIENCE).until(() -> status() == 403);
    }

    @Test
    void anEdgeWithoutADocumentIsNotReadyAndRefusesUntilThereIsOne() throws Exception {
        Files.delete(kept("gateway.yaml"));
        assertThat(edge.admin("/health/ready").statusCode()).isEqualTo(503);
        assertThat(status()).isEqualTo(404);
        published.publish(document("[]"));
        await().atMost(PATIENCE).until(() -> status() == 200);
        assertThat(edge.admin("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void whatNobodyCouldHavePublishedIsPassedOver() throws Exception {
        assertThat(status()).isEqualTo(200);
        published.send("no event".getBytes(StandardCharsets.UTF_8));
        published.publish(document(BLOCK));
        await().atMost(PATIENCE).until(() -> status() == 403);
    }

    @Test
    void aFileThatSomebodyWroteByHandGivesWayBeforeTheEdgeServesAndIsKept() throws Exception {
        String byHand = Files.readString(kept("gateway.yaml"));
        published.publish(document(BLOCK));
        assertThat(status()).isEqualTo(403);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kept("gateway.replaced.yaml")).hasContent(byHand));
    }

    @Test
    void aLastGoodDocumentThatWasCutOffKeepsNoEdgeFromStarting() throws Exception {
        published.publish(document(BLOCK));
        await().atMost(PATIENCE).until(() -> status() == 403 && Files.exists(kept("published.json")));
        Files.writeString(kept("gateway.yaml"), document(BLOCK).substring(0, 60));
        edge.restart();
        await().atMost(PATIENCE).until(() -> status() == 403);
    }

    /** What is left may well be a document, and one without policies. */
    @Test
    void aLastGoodDocumentThatWasCutOffAtALinesEndLetsNothingThrough() throws Exception {
        published.publish(document(BLOCK));
        await().atMost(PATIENCE).until(() -> status() == 403 && Files.exists(kept("published.json")));
        Files.writeString(kept("gateway.yaml"), document(BLOCK).replaceAll("(?s)policies:.*", ""));
        edge.restart();
        assertThat(status()).isNotEqualTo(200);
        await().atMost(PATIENCE).until(() -> status() == 403);
    }

    @Test
    void whoseTokenIsRevokedIsRefusedThoughItWasTakenJustBefore() throws Exception {
        published.publish(document("[]"));
        assertThat(status()).isEqualTo(200);
        published.publish(document("[]") + "revoked: [{subject: alice}]\n");
        await().atMost(PATIENCE).until(() -> status() == 401);
        AuditExchange refused = record(post());
        assertThat(refused.getRefusalCode()).isEqualTo("unauthenticated");
        assertThat(refused.getCaller().getSubject()).isEqualTo("anonymous");
        published.publish(document("[]") + "revoked: [{subject: alice, issuedBefore: 2020-01-01T00:00:00Z}]\n");
        await().atMost(PATIENCE).until(() -> status() == 200);
    }

    @Test
    void aDocumentOnTrialIsRecordedAndTouchesNothing() throws Exception {
        published.publish(document("[{name: masked, detect: [EMAIL_ADDRESS], action: mask}]"));
        String trial = published.publishInShadow(document(BLOCK));
        HttpResponse<byte[]> answer = post();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Vectrail-Decision")).contains("allow");
        AuditExchange record = record(answer);
        assertThat(record.getDecision().getTrialHash()).isEqualTo(trial);
        assertThat(record.getDecision().getRules()).singleElement().satisfies(match -> {
            assertThat(match.getRule()).isEqualTo("no-trains");
            assertThat(match.getTrial()).isTrue();
            assertThat(match.getShadow()).isTrue();
        });
        edge.restart();
        assertThat(record(post()).getDecision().getTrialHash()).isEqualTo(trial);
        published.publish(document("[]"));
        await().atMost(PATIENCE).until(() -> record(post()).getDecision().getTrialHash() == null);
    }

    private static AuditExchange record(HttpResponse<byte[]> answer) {
        return PublishedEvents.exchange(
                answer.headers().firstValue("X-Vectrail-Exchange").orElseThrow());
    }

    private HttpResponse<byte[]> post() throws Exception {
        return edge.post(edge.token("alice"), "{\"model\":\"text-embedding-3-small\",\"input\":\"the night train\"}");
    }

    private int status() throws Exception {
        return post().statusCode();
    }

    private Path kept(String name) {
        return folder.resolve("data/document").resolve(name);
    }

    private String document(String policies) {
        return """
                version: 1
                connections:
                  - { name: openai, provider: openai, target: "%s", credential: %s }
                policies: %s
                """.formatted(upstream.url(), upstream.bearer(), policies);
    }
}
