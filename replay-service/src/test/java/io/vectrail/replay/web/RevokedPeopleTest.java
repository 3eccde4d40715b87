package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.saml.SamlProvider;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of whom nothing is taken any more, nothing is taken: not while that is being read either, and that they tried is recorded. */
class RevokedPeopleTest {

    private static final String DOCUMENT =
            "version: 1\nconnections: [{name: a, provider: openai, target: 'http://127.0.0.1:1', credential: key}]\n";

    @Test
    void nobodyIsLetInBeforeItIsKnownWhoIsNot(@TempDir Path folder) {
        try (Service service = Service.start(folder)) {
            String mallory = service.issuer().token("mallory", "auditors");
            assertThat(service.get("/api/v1/me", mallory).statusCode()).isEqualTo(200);
            revoke(service, "mallory");
            Awaitility.await("it holds")
                    .until(() -> service.get("/api/v1/me", mallory).statusCode() == 401);
            service.restartUnready();
            Awaitility.await("it holds again")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> service.get("/api/v1/me", mallory).statusCode(), status -> {
                        assertThat(status).isIn(503, 401);
                        return status == 401;
                    });
        }
    }

    @Test
    void norWhileThatCannotBeRead(@TempDir Path folder) {
        try (Service service = Service.unready(
                folder, Engines.clickHouseUrl(), "127.0.0.1:1", Engines.shared().registryUrl())) {
            for (String path : List.of("/api/v1/me", "/api/v1/exchanges", "/api/v1/sessions")) {
                HttpResponse<byte[]> answer = service.get(path, service.auditor());
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(Service.text(answer)).contains("try again");
            }
            assertThat(signIn(service, service.auditor())).isEqualTo(503);
            assertThat(service.get("/health/ready", null).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void thatTheyTriedToSignInIsRecorded(@TempDir Path folder) {
        try (Service service = Service.signingInBySaml(folder)) {
            revoke(service, "saml:mallory");
            revoke(service, "saml:alice");
            Awaitility.await("it holds").until(() -> {
                Browser browser = new Browser(service);
                URI asked = browser.go("/login/saml");
                String request = asked.getRawQuery().replaceAll(".*RelayState=([^&]*).*", "$1");
                String response = SamlProvider.response(service.uri("/login/saml/acs"), request);
                HttpResponse<byte[]> brought = form(
                        service,
                        "/login/saml/acs",
                        "SAMLResponse=" + Service.encoded(response) + "&RelayState=" + request);
                return browser.go(brought.headers().firstValue("location").orElseThrow())
                        .toString()
                        .equals("/sign-in?failed=untrusted");
            });
            String assertion = SamlProvider.assertion(service.uri("/oauth/token"));
            assertThat(form(
                                    service,
                                    "/oauth/token",
                                    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&assertion="
                                            + assertion)
                            .statusCode())
                    .isEqualTo(400);
            Awaitility.await("both are in the accesses").untilAsserted(() -> {
                JsonNode items = service.json("/api/v1/access?actor=saml:alice").get("items");
                assertThat(items.toString()).contains("/login/saml/finish", "/oauth/token", "\"failed\"", "revoked");
            });
        }
    }

    private static void revoke(Service service, String subject) {
        service.awaitDocuments();
        String revision = service.get("/api/v1/config", service.policyAdmin())
                .headers()
                .firstValue("etag")
                .orElse("");
        HttpResponse<byte[]> published = service.put(
                "/api/v1/config",
                DOCUMENT + "revoked: [{subject: '" + subject + "'}]\n",
                revision.isEmpty() ? "If-None-Match" : "If-Match",
                revision.isEmpty() ? "*" : revision);
        assertThat(published.statusCode()).as(Service.text(published)).isIn(200, 201);
    }

    private static HttpResponse<byte[]> form(Service service, String path, String form) {
        return service.send(HttpRequest.newBuilder(service.uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static int signIn(Service service, String token) {
        return service.send(HttpRequest.newBuilder(service.uri("/api/v1/session"))
                        .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")))
                .statusCode();
    }
}
