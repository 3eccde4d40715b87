package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with a pasted token, and what a browser may do with the cookie. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleSessionTest {

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aTokenBecomesACookieThatOpensTheApiAndNeverShowsTheToken() {
        String token = service.auditor();
        HttpResponse<byte[]> signedIn = signIn(token, "Sec-Fetch-Site", "same-origin");
        assertThat(signedIn.statusCode()).isEqualTo(204);
        String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("vectrail_session=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Secure", token, token.substring(token.indexOf('.'), token.lastIndexOf('.')));

        HttpResponse<byte[]> me =
                service.send(call("/api/v1/me").header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(Service.json(me).get("subject").asText()).isEqualTo("audrey");
    }

    @Test
    void aCookieThatWeDidNotSealOpensNothing() {
        for (String value : List.of("x", service.auditor(), "A".repeat(100), "")) {
            assertThat(service.send(call("/api/v1/me").header("Cookie", "vectrail_session=" + value))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void anotherSitesPageCanNeitherSignInNorOut() {
        assertThat(signIn(service.auditor(), "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(signIn(service.auditor(), "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(signIn(service.auditor(), "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(signIn(service.auditor(), "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(service.send(call("/api/v1/session").DELETE().header("Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(signIn(
                                service.auditor(),
                                "Origin",
                                "http://" + service.uri("/").getAuthority())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void behindTlsTheCookieIsSecure() {
        HttpResponse<byte[]> signedIn = service.send(post(service.auditor())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "https://" + service.uri("/").getAuthority()));
        assertThat(signedIn.headers().firstValue("set-cookie").orElseThrow()).endsWith("; Secure");
    }

    @Test
    void signingOutClearsTheCookie() {
        HttpResponse<byte[]> out =
                service.send(call("/api/v1/session").DELETE().header("Sec-Fetch-Site", "same-origin"));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("vectrail_session=;")
                .contains("Max-Age=0");
    }

    @Test
    void aTokenThatIsNoneOrHasNoRoleDoesNotSignIn() {
        assertThat(signIn("nonsense", "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(401);
        assertThat(signIn(service.issuer().token("nobody", "research"), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(401);
        for (String body : List.of("", "{", "[]", "{\"token\": 5}", "null", "{\"other\":\"x\"}")) {
            HttpResponse<byte[]> answer = service.send(call("/api/v1/session").POST(BodyPublishers.ofString(body)));
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
        }
        HttpResponse<byte[]> long1 = service.send(
                call("/api/v1/session").POST(BodyPublishers.ofString("{\"token\":\"" + "x".repeat(20_000) + "\"}")));
        assertThat(long1.statusCode()).isEqualTo(413);
    }

    @Test
    void whatThePathDoesNotTakeIsRefusedWithWhatItDoes() {
        HttpResponse<byte[]> answer = service.send(call("/api/v1/exchanges").POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET");
        assertThat(service.get("/api/v1/nothing", service.auditor()).statusCode())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/exchanges?subjct=alice", service.auditor())
                        .statusCode())
                .as("a slip in a filter's name does not show everything")
                .isEqualTo(400);
    }

    @Test
    void headAnswersAsGetDoesWithoutABody() {
        HttpResponse<byte[]> head =
                service.send(call("/api/v1/me").HEAD().header("Authorization", "Bearer " + service.auditor()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(service.send(call("/api/v1/me").HEAD()).statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsTooLargeIsRefusedAndTheServiceGoesOn() {
        assertThat(service.send(call("/api/v1/me").header("X-Large", "x".repeat(60_000)))
                        .statusCode())
                .isBetween(400, 499);
        assertThat(service.send(call("/api/v1/session").POST(BodyPublishers.ofByteArray(new byte[100_000])))
                        .statusCode())
                .isEqualTo(413);
        assertThat(service.get("/health/live", null).statusCode()).isEqualTo(200);
    }

    @Test
    void theConsoleIsServedUnderAStrictPolicyAndItsPagesAreTheIndex() {
        for (String path : List.of("/", "/search", "/exchanges/0197", "/sessions", "/sessions/s-1")) {
            HttpResponse<byte[]> page = service.send(call(path).header("Accept", "text/html"));
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(Service.text(page)).contains("<!doctype html>");
            assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                    .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " connect-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                            + " form-action 'self'");
        }
        String index = Service.text(service.send(call("/").header("Accept", "text/html")));
        String asset = index.replaceAll("(?s).*?(/assets/[^\"]+\\.js).*", "$1");
        HttpResponse<byte[]> script = service.send(call(asset));
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        assertThat(script.headers().firstValue("content-type").orElseThrow()).startsWith("text/javascript");
    }

    @Test
    void nothingOfTheJarButTheConsoleIsServed() {
        for (String path : List.of(
                "/../clickhouse/0001_exchanges.sql",
                "/..%2fclickhouse/0001_exchanges.sql",
                "/%2e%2e/logback.xml",
                "/assets/../../logback.xml",
                "/assets/",
                "/assets/nothing.js",
                "/console/index.html",
                "/io/vectrail/replay/Main.class")) {
            assertThat(service.send(call(path)).statusCode()).as(path).isIn(400, 404);
        }
    }

    private HttpResponse<byte[]> signIn(String token, String header, String value) {
        return service.send(post(token).header(header, value));
    }

    private HttpRequest.Builder post(String token) {
        return call("/api/v1/session").POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(service.uri(path)).timeout(Duration.ofSeconds(30));
    }
}
