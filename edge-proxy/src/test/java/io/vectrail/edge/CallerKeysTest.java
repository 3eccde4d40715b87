package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.edge.key.PublishedKeys;
import io.vectrail.edge.key.PublishedKeys.Given;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Authentication;
import io.vectrail.event.RecordedCaller;
import io.vectrail.local.testkit.DemoUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A key stands where a token does, until it is revoked; and is written down nowhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerKeysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As it is promised. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final String BODY = "{\"model\":\"text-embedding-3-small\",\"input\":\"the night train\"}";

    private DemoUpstream upstream;
    private EdgeUnderTest edge;
    private PublishedKeys published;
    private Given revokedByDocument;
    private Given revokedBySubject;

    /** One edge for all, since each of these tests has keys of its own. */
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        upstream = DemoUpstream.start();
        edge = EdgeUnderTest.before(folder, upstream);
        published = new PublishedKeys();
        revokedByDocument = published.create("key:one");
        revokedBySubject = published.create("key:two");
        edge.document.revoked("[{token: " + revokedByDocument.key().id() + "}, {subject: key:two}]");
        assertThat(edge.post(edge.token("alice"), BODY).statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() throws Exception {
        edge.close();
        published.close();
        upstream.close();
    }

    @Test
    void aKeyIsTakenAndRecordedAsItsCallersUntilItIsRevoked() throws Exception {
        Given given = published.create("key:batch", "research", "nightly");
        await().atMost(PATIENCE).until(() -> status(given.text()) == 200);

        HttpResponse<byte[]> answer = edge.postTo("/openai/v1/embeddings", "", BODY, "x-api-key", given.text());
        assertThat(answer.statusCode()).isEqualTo(200);
        RecordedCaller caller = record(answer).getCaller();
        assertThat(caller.getSubject()).isEqualTo("key:batch");
        assertThat(caller.getIssuer()).isEqualTo(IssuedKey.ISSUER);
        assertThat(caller.getGroups()).containsExactly("research", "nightly");
        assertThat(caller.getClientId()).isEqualTo(given.key().id());
        assertThat(caller.getAuthentication()).isEqualTo(Authentication.KEY);

        published.publish(given.key().revoked(Instant.now(), "paula"));
        await().atMost(AT_ONCE).until(() -> status(given.text()) == 401);
        HttpResponse<byte[]> refused = edge.post(given.text(), BODY);
        assertThat(text(refused)).contains("the key is not accepted: it was revoked");
        assertThat(edge.admin("/health/ready").body()).contains("\"keys\"");
    }

    @Test
    void aKeyIsNeitherAnsweredNorJournalledWhetherItIsGoodOrNot() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (LoggedLines said = LoggedLines.listen()) {
            Given good = published.create("key:good");
            Given over = published.create("key:over", now.minusSeconds(120), now.minusSeconds(60));
            String wrong = good.text().substring(0, 21) + "A".repeat(43);
            await().atMost(PATIENCE).until(() -> status(good.text()) == 200);
            for (String text : List.of(over.text(), wrong, good.text() + "A")) {
                HttpResponse<byte[]> answer = edge.post(text, BODY, "User-Agent", "batch " + text);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(text(answer))
                        .contains("the key is not accepted" + (text.equals(over.text()) ? ": it has expired" : "\""))
                        .doesNotContain(secret(text));
                assertThat(record(answer).toString()).doesNotContain(secret(text));
            }
            assertThat(edge.journalText()).doesNotContain(secret(good.text()), secret(over.text()), secret(wrong));
            assertThat(said.lines)
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(secret(good.text())) || line.contains(secret(over.text())));
        }
    }

    @Test
    void theDocumentRevokesKeysAndTheirSubjectsToo() throws Exception {
        for (Given revoked : List.of(revokedByDocument, revokedBySubject)) {
            HttpResponse<byte[]> answer = edge.post(revoked.text(), BODY);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(text(answer)).contains("it was revoked");
        }
    }

    private int status(String text) throws Exception {
        return edge.post(text, BODY).statusCode();
    }

    private static String secret(String text) {
        return text.substring(text.length() - 43);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static AuditExchange record(HttpResponse<byte[]> answer) {
        return PublishedEvents.exchange(
                answer.headers().firstValue("X-Vectrail-Exchange").orElseThrow());
    }
}
