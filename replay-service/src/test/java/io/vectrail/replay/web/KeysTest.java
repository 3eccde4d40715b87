package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.replay.Service;
import io.vectrail.runtime.digest.Sha256;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are created, shown once, listed and revoked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {

    private static final String KEYS = "/api/v1/keys";

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        service.awaitKeys();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aKeyIsShownOnceAndItsSecretNeverAgain() {
        HttpResponse<byte[]> answer = service.post(
                KEYS,
                "{\"subject\":\"nightly-batch\",\"groups\":[\"research\"],\"name\":\"for the index\",\"ttl\":\"30d\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode created = Service.json(answer);
        String key = created.get("key").asText();
        String id = created.get("id").asText();
        assertThat(key).matches("vtk_" + id + "_[A-Za-z0-9_-]{43}");
        assertThat(created.get("subject").asText()).isEqualTo("key:nightly-batch");
        assertThat(lives(created)).isEqualTo(Duration.ofDays(30));

        JsonNode listed = listed(id);
        assertThat(listed.get("state").asText()).isEqualTo("active");
        assertThat(listed.get("createdBy").asText()).isEqualTo("paula");
        assertThat(listed.get("groups")).hasSize(1);
        String secret = key.substring(key.lastIndexOf(id) + id.length() + 1);
        String hash = HexFormat.of().formatHex(Sha256.of(secret));
        String base64 = Base64.getEncoder().encodeToString(Sha256.of(secret));
        assertThat(Service.text(service.get(KEYS + "?limit=500", service.policyAdmin())))
                .doesNotContain(secret, hash, base64);
    }

    @Test
    void whoIsRevokedStaysSoAfterARestartAndTwiceIsAsGoodAsOnce() {
        String id = Service.json(service.post(KEYS, "{\"subject\":\"key:gone\"}"))
                .get("id")
                .asText();
        assertThat(lives(listed(id))).isEqualTo(Duration.ofDays(90));
        assertThat(delete(id)).isEqualTo(204);
        JsonNode revoked = listed(id);
        assertThat(revoked.get("state").asText()).isEqualTo("revoked");
        assertThat(revoked.get("revokedBy").asText()).isEqualTo("paula");
        assertThat(delete(id)).isEqualTo(204);
        service.restart();
        service.awaitKeys();
        assertThat(listed(id)).isEqualTo(revoked);
        assertThat(delete("0000000000000000")).isEqualTo(404);
        assertThat(delete("no-id")).isEqualTo(404);
        assertThat(Accesses.published())
                .filteredOn(event -> event.getObject().equals("keys/" + id))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getActor()).isEqualTo("paula"))
                .extracting(event -> event.getDetails().getFirst().getValue())
                .containsExactly("create", "revoke");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"subject\":\"\"}",
                "{\"subject\":7}",
                "{\"subject\":\"anonymous\"}",
                "{\"subject\":\"key:\"}",
                "{\"subject\":\"a\\u0007b\"}",
                "{\"subject\":\"a\",\"subject\":\"b\"}",
                "{\"subject\":\"a\",\"more\":1}",
                "{\"subject\":\"a\",\"groups\":\"b\"}",
                "{\"subject\":\"a\",\"groups\":[1]}",
                "{\"subject\":\"a\",\"groups\":[\"b\",\"b\"]}",
                "{\"subject\":\"a\",\"ttl\":\"59s\"}",
                "{\"subject\":\"a\",\"ttl\":\"367d\"}",
                "{\"subject\":\"a\",\"ttl\":\"999999999999d\"}",
                "{\"subject\":\"a\",\"ttl\":\"soon\"}",
                "{\"subject\":\"a\",\"ttl\":\"1d\",\"expires\":\"2027-01-01T00:00:00Z\"}",
                "{\"subject\":\"a\",\"expires\":\"2020-01-01T00:00:00Z\"}",
                "{\"subject\":\"a\",\"expires\":\"+999999999-12-31T00:00:00Z\"}",
            })
    void whatNoKeyMaySayIsRefused(String body) {
        assertThat(service.post(KEYS, body).statusCode()).isEqualTo(400);
    }

    @Test
    void aKeyIsNoTokenOfThisApi() {
        String key = Service.json(service.post(KEYS, "{\"subject\":\"a\",\"groups\":[\"policy-admins\"]}"))
                .get("key")
                .asText();
        HttpResponse<byte[]> refused = service.get(KEYS, key);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Service.text(refused)).contains("for the gateway").doesNotContain(key);
    }

    @Test
    void theListHasPages() {
        Set<String> created = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            created.add(Service.json(service.post(KEYS, "{\"subject\":\"page\"}"))
                    .get("id")
                    .asText());
        }
        Set<String> found = new HashSet<>();
        String cursor = "";
        for (int i = 0; i < 3; i++) {
            JsonNode page = Service.json(service.get(KEYS + "?limit=1" + cursor, service.policyAdmin()));
            found.add(page.at("/items/0/id").asText());
            cursor = "&cursor=" + page.get("nextCursor").asText();
        }
        assertThat(found).isEqualTo(created);
    }

    private JsonNode listed(String id) {
        for (JsonNode item : Service.json(service.get(KEYS + "?limit=500", service.policyAdmin()))
                .get("items")) {
            if (item.get("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("it is not listed");
    }

    private int delete(String id) {
        return service.send(HttpRequest.newBuilder(service.uri(KEYS + "/" + id))
                        .header("Authorization", "Bearer " + service.policyAdmin())
                        .DELETE())
                .statusCode();
    }

    private static Duration lives(JsonNode key) {
        return Duration.between(
                Instant.parse(key.get("created").asText()),
                Instant.parse(key.get("expires").asText()));
    }
}
