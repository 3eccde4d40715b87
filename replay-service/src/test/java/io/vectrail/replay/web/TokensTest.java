package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyText;
import io.vectrail.event.CallerKey;
import io.vectrail.event.EventSerde;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import io.vectrail.runtime.digest.Sha256;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API token opens and for how long, and who creates, sees and revokes which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {

    private static final String TOKENS = "/api/v1/tokens";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As it is promised. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        service.awaitDocuments();
        service.awaitKeys();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aTokenIsShownOnceAndOpensWhatItsGroupsDo() {
        String alice = unique("alice");
        HttpResponse<byte[]> answer = post(TOKENS, person(alice, "auditors", "research"), "{\"name\":\"nightly\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode created = Service.json(answer);
        String token = created.get("token").asText();
        String id = created.get("id").asText();
        assertThat(token).matches("vta_" + id + "_[A-Za-z0-9_-]{43}");
        assertThat(created.get("subject").asText()).isEqualTo("token:" + alice + "/nightly");
        assertThat(created.get("createdBy").asText()).isEqualTo(alice);
        // The groups without a role are left out where nobody asks for them.
        assertThat(created.get("groups").toString()).isEqualTo("[\"auditors\"]");

        JsonNode me = Service.json(service.get("/api/v1/me", token));
        assertThat(me.get("subject").asText()).isEqualTo("token:" + alice + "/nightly");
        assertThat(me.get("roles").toString()).isEqualTo("[\"auditor\"]");
        assertThat(status("/api/v1/exchanges?limit=1", token)).isEqualTo(200);
        assertThat(status("/api/v1/keys", token)).isEqualTo(403);

        String secret = token.substring(token.length() - 43);
        assertThat(Service.text(service.get(TOKENS, person(alice, "viewers"))))
                .contains(id)
                .doesNotContain(secret, HexFormat.of().formatHex(Sha256.of(secret)));
        service.restart();
        service.awaitKeys();
        assertThat(status("/api/v1/me", token)).isEqualTo(200);
    }

    @Test
    void nobodyCreatesMoreThanTheyAre() {
        String bob = unique("bob");
        String viewer = person(bob, "viewers", "research");
        String wanted = "{\"name\":\"a\",\"groups\":";
        HttpResponse<byte[]> more = post(TOKENS, viewer, wanted + "[\"viewers\",\"auditors\"]}");
        assertThat(more.statusCode()).isEqualTo(403);
        assertThat(Service.text(more)).doesNotContain("auditors");
        assertThat(post(TOKENS, viewer, wanted + "[\"research\"]}").statusCode())
                .isEqualTo(400);
        assertThat(post(TOKENS, viewer, wanted + "[]}").statusCode()).isEqualTo(400);
        assertThat(items(viewer)).isEmpty();
        JsonNode created = create(viewer, wanted + "[\"research\",\"viewers\"],\"ttl\":\"2h\"}");
        assertThat(created.get("groups").toString()).isEqualTo("[\"research\",\"viewers\"]");
        assertThat(Duration.between(
                        Instant.parse(created.get("created").asText()),
                        Instant.parse(created.get("expires").asText())))
                .isEqualTo(Duration.ofHours(2));
        String both = person(bob, "policy-admins", "auditors");
        String less = create(both, wanted + "[\"auditors\"]}").get("token").asText();
        assertThat(Service.json(service.get("/api/v1/me", less)).get("roles").toString())
                .isEqualTo("[\"auditor\"]");
    }

    @Test
    void anApiTokenCreatesAndRevokesNoApiTokenAndSignsNobodyIn() {
        JsonNode created = create(person(unique("paula"), "policy-admins"), "{\"name\":\"deploy\"}");
        String token = created.get("token").asText();
        String subject = created.get("subject").asText();
        String id = created.get("id").asText();
        assertThat(post(TOKENS, token, "{\"name\":\"another\"}").statusCode()).isEqualTo(403);
        assertThat(delete(id, token)).isEqualTo(403);
        assertThat(delete("0000000000000000", token)).isEqualTo(403);
        HttpResponse<byte[]> session = service.send(HttpRequest.newBuilder(service.uri("/api/v1/session"))
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
        assertThat(session.statusCode()).isEqualTo(401);
        assertThat(session.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(Service.text(session)).contains("signs nobody in").doesNotContain(token);

        // A key for a caller is another thing, and says who made it.
        JsonNode key = Service.json(post("/api/v1/keys", token, "{\"subject\":\"batch\"}"));
        assertThat(key.get("createdBy").asText()).isEqualTo(subject);
        assertThat(status(TOKENS, token)).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Accesses.published())
                        .filteredOn(event -> event.getActor().equals(subject))
                        .extracting(event -> event.getAction() + " " + event.getObject() + " "
                                + AuditTest.detail(event, "status") + AuditTest.detail(event, "change"))
                        .contains(
                                "CHANGE tokens 403",
                                "CHANGE keys/" + key.get("id").asText() + " create",
                                "VIEW tokens 200"));
        assertThat(Accesses.published())
                .filteredOn(event -> event.getActor().equals(subject))
                .allSatisfy(
                        event -> assertThat(AuditTest.detail(event, "token")).isEqualTo(id));
    }

    @Test
    void whoeverIsNoPolicyAdminSeesAndRevokesTheirOwnAlone() {
        String carol = person(unique("carol"), "viewers");
        String daves = unique("dave");
        String dave = person(daves, "auditors");
        String id = create(carol, "{\"name\":\"hers\"}").get("id").asText();
        String other = create(dave, "{\"name\":\"his\"}").get("id").asText();
        assertThat(items(carol)).containsExactly(id);
        assertThat(items(dave)).containsExactly(other);
        assertThat(items(service.policyAdmin())).contains(id, other);

        assertThat(Service.text(answerOfDelete(id, dave)))
                .isEqualTo(Service.text(answerOfDelete("0123456789abcdef", dave)));
        assertThat(delete(id, dave)).isEqualTo(404);
        assertThat(delete("no-id", dave)).isEqualTo(404);
        assertThat(state(id, carol)).isEqualTo("active");
        assertThat(delete(id, carol)).isEqualTo(204);
        assertThat(delete(id, carol)).isEqualTo(204);
        assertThat(state(id, carol)).isEqualTo("revoked");
        assertThat(delete(other, service.policyAdmin())).isEqualTo(204);
        assertThat(Accesses.published())
                .filteredOn(event -> event.getObject().equals("tokens/" + other))
                .extracting(event -> event.getActor() + " " + AuditTest.detail(event, "change"))
                .containsExactlyInAnyOrder(daves + " create", "paula revoke");
    }

    @Test
    void aRevokedOneIsRefusedAtOnceAndOneThatExpiredToo() {
        String erin = person(unique("erin"), "viewers");
        JsonNode created = create(erin, "{\"name\":\"gone\"}");
        String token = created.get("token").asText();
        assertThat(status("/api/v1/me", token)).isEqualTo(200);
        assertThat(delete(created.get("id").asText(), erin)).isEqualTo(204);
        await().atMost(AT_ONCE).until(() -> status("/api/v1/me", token) == 401);
        assertThat(Service.text(service.get("/api/v1/me", token))).contains("it was revoked");

        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        KeyText over = fresh();
        KeyText good = fresh();
        publish(over, "erin", now.minusSeconds(120), now.minusSeconds(60));
        publish(good, "erin", now, now.plusSeconds(600));
        await().atMost(PATIENCE).until(() -> status("/api/v1/me", good.text()) == 200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Service.text(service.get("/api/v1/me", over.text())))
                        .contains("\"status\":401", "it has expired"));
    }

    @Test
    void whoeverDoesNotHaveTheWholeOfOneIsAlwaysToldTheSame() {
        String token = create(person(unique("frank"), "viewers"), "{\"name\":\"x\"}")
                .get("token")
                .asText();
        String begin = token.substring(0, token.length() - 43);
        Set<String> answers = new HashSet<>();
        for (String shown : List.of(
                begin + "A".repeat(43), fresh().text(), begin, token + "A", "vta_", token.replace("vta_", "vta__"))) {
            HttpResponse<byte[]> answer = service.get("/api/v1/me", shown);
            assertThat(answer.statusCode()).isEqualTo(401);
            answers.add(Service.text(answer));
        }
        assertThat(answers).hasSize(1);
        // The same secret as the other kind of key opens nothing either.
        assertThat(status("/api/v1/me", token.replace("vta_", "vtk_"))).isEqualTo(401);
        assertThat(status("/api/v1/me", token)).isEqualTo(200);
    }

    @Test
    void whoeverIsOnTheDenyListHasNoTokens() {
        String grace = unique("grace");
        String heidi = unique("heidi");
        String gone = create(person(grace, "viewers"), "{\"name\":\"a\"}")
                .get("token")
                .asText();
        JsonNode second = create(person(heidi, "viewers"), "{\"name\":\"a\"}");
        String byId = second.get("token").asText();
        String bySubject = create(person(heidi, "viewers"), "{\"name\":\"b\"}")
                .get("token")
                .asText();
        String good = create(person(heidi, "viewers"), "{\"name\":\"c\"}")
                .get("token")
                .asText();
        JsonNode deploy = create(person(unique("paula"), "policy-admins"), "{\"name\":\"deploy\"}");
        HttpResponse<byte[]> put = service.send(HttpRequest.newBuilder(service.uri("/api/v1/config"))
                .header("Authorization", "Bearer " + deploy.get("token").asText())
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(
                        "version: 1\nconnections: [{name: a, provider: openai, target: 'http://127.0.0.1:1', credential: key}]\n"
                                + "revoked: [{subject: " + grace + "}, {token: "
                                + second.get("id").asText() + "}, {subject: 'token:" + heidi + "/b'}]\n")));
        assertThat(put.statusCode()).as(() -> Service.text(put)).isEqualTo(200);
        assertThat(Accesses.published())
                .filteredOn(
                        event -> event.getActor().equals(deploy.get("subject").asText()))
                .extracting(event -> AuditTest.detail(event, "token") + " " + AuditTest.detail(event, "revision"))
                .containsExactly(deploy.get("id").asText() + " 1");
        for (String revoked : List.of(gone, byId, bySubject)) {
            await().atMost(PATIENCE).until(() -> status("/api/v1/me", revoked) == 401);
        }
        assertThat(status("/api/v1/me", good)).isEqualTo(200);
    }

    @Test
    void nobodyHasMoreThanFiftyInUse() {
        String subject = unique("ivan");
        String ivan = person(subject, "viewers");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        // One that has ended does not count.
        publish(fresh(), subject, now.minusSeconds(120), now.minusSeconds(60));
        for (int i = 1; i < KeyKind.API.mostOfOne(); i++) {
            publish(fresh(), subject, now, now.plusSeconds(600));
        }
        String last = create(ivan, "{\"name\":\"last\"}").get("id").asText();
        HttpResponse<byte[]> refused = post(TOKENS, ivan, "{\"name\":\"more\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Service.text(refused)).contains("50 API tokens in use");
        assertThat(delete(last, ivan)).isEqualTo(204);
        create(ivan, "{\"name\":\"more\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":7}",
                "{\"name\":\"A\"}",
                "{\"name\":\"a b\"}",
                "{\"name\":\"a/b\"}",
                "{\"name\":\"a\",\"subject\":\"b\"}",
                "{\"name\":\"a\",\"groups\":\"auditors\"}",
                "{\"name\":\"a\",\"groups\":[\"policy-admins\",\"policy-admins\"]}",
                "{\"name\":\"a\",\"ttl\":\"59s\"}",
                "{\"name\":\"a\",\"ttl\":\"367d\"}",
                "{\"name\":\"a\",\"ttl\":\"1d\",\"expires\":\"2027-01-01T00:00:00Z\"}",
            })
    void whatNoTokenMaySayIsRefused(String body) {
        assertThat(post(TOKENS, service.policyAdmin(), body).statusCode()).isEqualTo(400);
    }

    @Test
    void beforeTheyWereReadNoneIsTakenAndThatIsSaid(@TempDir Path folder) {
        try (Service away = Service.unready(
                folder, Engines.clickHouseUrl(), "127.0.0.1:1", Engines.shared().registryUrl())) {
            String token = fresh().text();
            HttpResponse<byte[]> answer = away.get("/api/v1/me", token);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Service.text(answer)).contains("not known yet").doesNotContain(token);
        }
    }

    private JsonNode create(String as, String body) {
        HttpResponse<byte[]> answer = post(TOKENS, as, body);
        assertThat(answer.statusCode()).as(() -> Service.text(answer)).isEqualTo(201);
        return Service.json(answer);
    }

    private HttpResponse<byte[]> post(String path, String as, String body) {
        return service.send(HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + as)
                .POST(BodyPublishers.ofString(body)));
    }

    private int delete(String id, String as) {
        return answerOfDelete(id, as).statusCode();
    }

    private HttpResponse<byte[]> answerOfDelete(String id, String as) {
        return service.send(HttpRequest.newBuilder(service.uri(TOKENS + "/" + id))
                .header("Authorization", "Bearer " + as)
                .DELETE());
    }

    private int status(String path, String as) {
        return service.get(path, as).statusCode();
    }

    /** Ids, as somebody sees them. */
    private List<String> items(String as) {
        return Service.json(service.get(TOKENS + "?limit=500", as)).get("items").findValuesAsText("id");
    }

    private String state(String id, String as) {
        for (JsonNode item : Service.json(service.get(TOKENS, as)).get("items")) {
            if (item.get("id").asText().equals(id)) {
                return item.get("state").asText();
            }
        }
        throw new AssertionError("it is not listed");
    }

    private String person(String subject, String... groups) {
        return service.issuer().token(subject, groups);
    }

    /** All services of the tests have one broker. */
    private static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    private static KeyText fresh() {
        return KeyText.fresh(KeyKind.API, new SecureRandom());
    }

    /** As another instance would. */
    private static void publish(KeyText text, String by, Instant created, Instant expires) {
        IssuedKey token =
                IssuedKey.create(text, IssuedKey.subject(by, "x"), List.of("viewers"), "x", created, by, expires);
        EventSerde<CallerKey> serde =
                new EventSerde<>(KeyKind.API.topic(), Engines.shared().registry());
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Engines.shared().bootstrap(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var _ = producer.send(new ProducerRecord<>(
                    KeyKind.API.topic().name(), token.id(), serde.framed(serde.binary(token.event()))));
        }
    }
}
