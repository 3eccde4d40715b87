package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.local.issuer.Passcode;
import io.vectrail.replay.Service;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at an OpenID provider, which is the local issuer, as a browser does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {

    private Service service;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path folder) {
        this.folder = folder;
        service = Service.signingIn(folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void somebodySignsInAndComesToThePageThatTheyWanted() {
        assertThat(Service.json(service.get("/api/v1/logins", null))
                        .at("/logins/0/address")
                        .asText())
                .isEqualTo("/login/openid");
        Browser browser = new Browser(service);
        URI asked = browser.go("/login/openid?next=%2Fsessions%3Fq%3Da");
        assertThat(asked.getPath()).isEqualTo("/issuer/authorize");
        assertThat(asked.getQuery())
                .contains("client_id=console", "response_type=code", "code_challenge_method=S256", "state=", "nonce=");
        assertThat(browser.header("vectrail_login")).contains("HttpOnly", "SameSite=Lax", "Path=/login");

        URI back = authorize(asked, Passcode.of(folder), "auditors");
        assertThat(back.getPath()).isEqualTo("/login/openid/callback");
        assertThat(browser.go(back.getPath() + "?" + back.getRawQuery()).toString())
                .isEqualTo("/sessions?q=a");
        assertThat(browser.header("vectrail_session")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(browser.cookies().get("vectrail_login")).isEmpty();
        HttpResponse<byte[]> me = browser.get("/api/v1/me");
        assertThat(Service.json(me).get("subject").asText()).isEqualTo("local:mia");
        assertThat(Service.json(me).get("roles").get(0).asText()).isEqualTo("auditor");

        Awaitility.await("the login is recorded, without its code").untilAsserted(() -> {
            JsonNode logins =
                    service.json("/api/v1/access?actor=local:mia&action=login").get("items");
            assertThat(logins).isNotEmpty();
            assertThat(logins.toString()).contains("/login/openid/callback").doesNotContain("code", "state");
        });
        assertThat(browser.signOut().statusCode())
                .as("a provider without such a page")
                .isEqualTo(204);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionIsAnotherOneAfterEachLogin() {
        Browser browser = new Browser(service);
        signIn(browser, "auditors");
        String first = browser.cookies().get("vectrail_session");
        signIn(browser, "viewers");
        assertThat(browser.cookies().get("vectrail_session")).isNotEqualTo(first);
        Browser thief = new Browser(service);
        thief.cookies().put("vectrail_session", first);
        assertThat(thief.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aCodeIsGoodOnceAndInTheBrowserThatAskedForIt() {
        Browser browser = new Browser(service);
        URI back = authorize(browser.go("/login/openid"), Passcode.of(folder), "auditors");
        String callback = back.getPath() + "?" + back.getRawQuery();
        Browser other = new Browser(service);
        assertThat(other.go(callback).toString()).isEqualTo("/sign-in?failed=expired");
        Browser third = new Browser(service);
        third.go("/login/openid");
        assertThat(third.go(callback).toString()).isEqualTo("/sign-in?failed=expired");
        Map<String, String> kept = Map.copyOf(browser.cookies());
        assertThat(browser.go(callback).toString()).isEqualTo("/search");
        browser.cookies().putAll(kept);
        assertThat(browser.go(callback).toString()).isEqualTo("/sign-in?failed=unavailable");
    }

    @Test
    void whoHasNoRoleIsNotSignedIn() {
        Browser browser = new Browser(service);
        assertThat(signIn(browser, "research").toString()).isEqualTo("/sign-in?failed=no-role");
        assertThat(browser.cookies()).doesNotContainKey("vectrail_session");
        Awaitility.await("the access says that it failed")
                .untilAsserted(() -> assertThat(service.json("/api/v1/access?actor=local:mia&action=login")
                                .toString())
                        .contains("no-role"));
    }

    @Test
    void whatTheProviderRefusesIsSaidInItsPlace() {
        Browser browser = new Browser(service);
        String state = state(browser.go("/login/openid"));
        assertThat(browser.go("/login/openid/callback?error=access_denied&state=" + state)
                        .toString())
                .isEqualTo("/sign-in?failed=refused");
        browser.go("/login/openid");
        for (String nonsense :
                List.of("", "?code=x", "?state=y", "?code=x&state=y", "?code=a&code=b", "?code=x&state=" + state)) {
            assertThat(browser.go("/login/openid/callback" + nonsense).toString())
                    .as(nonsense)
                    .startsWith("/sign-in?failed=");
            browser.go("/login/openid");
        }
    }

    @Test
    void thePageThatIsWantedIsOneOfTheConsole() {
        for (String next : List.of(
                "https://evil.example/",
                "//evil.example/",
                "/%5Cevil.example",
                "/login/openid",
                "/x/../login/openid",
                "/" + "%C3%A9".repeat(900),
                "javascript:alert(1)",
                "/sign-in",
                "%00",
                "search")) {
            Browser browser = new Browser(service);
            URI back = authorize(browser.go("/login/openid?next=" + next), Passcode.of(folder), "auditors");
            assertThat(browser.go(back.getPath() + "?" + back.getRawQuery()).toString())
                    .as(next)
                    .isEqualTo("/search");
        }
    }

    /** A header is bytes, and of two bytes of a sign one may be a slash. */
    @Test
    void aPageWithOtherSignsThanAsciiIsThatPage() {
        for (String sign : List.of("%C4%AF", "%C5%9C", "%E2%80%AE", "%C3%BC")) {
            Browser browser = new Browser(service);
            URI back = authorize(
                    browser.go("/login/openid?next=/" + sign + "evil.example/x"), Passcode.of(folder), "auditors");
            assertThat(browser.go(back.getPath() + "?" + back.getRawQuery()).toString())
                    .isEqualTo("/" + sign + "evil.example/x");
        }
    }

    @Test
    void whoCameByAnotherNameOfThisServiceIsSentToTheOneThatTheProviderKnows() {
        HttpResponse<byte[]> answer = service.send(HttpRequest.newBuilder(
                URI.create("http://localhost:" + service.uri("/").getPort() + "/login/openid?next=/keys")));
        assertThat(answer.headers().firstValue("location"))
                .contains(service.uri("/login/openid") + "?moved=yes&next=%2Fkeys");
        HttpResponse<byte[]> moved = service.send(HttpRequest.newBuilder(
                URI.create("http://localhost:" + service.uri("/").getPort() + "/login/openid?moved=yes&next=/keys")));
        assertThat(moved.headers().firstValue("location").orElseThrow())
                .as("behind a proxy that calls this service by another name")
                .contains("/issuer/authorize?");
    }

    @Test
    void theLocalIssuerAsksForItsPasscodeAndForItsOwnClient() {
        Browser browser = new Browser(service);
        URI asked = browser.go("/login/openid");
        HttpResponse<byte[]> wrong = authorized(asked.getRawQuery(), "aaaa-aaaa-aaaa-aaaa", "auditors");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(Service.text(wrong)).contains("vectrail passcode");
        String passcode = Passcode.of(folder);
        for (String query : List.of(
                "",
                asked.getRawQuery().replace("client_id=console", "client_id=other"),
                asked.getRawQuery().replace("redirect_uri=http", "redirect_uri=https"),
                asked.getRawQuery().replaceAll("code_challenge=[^&]*&?", ""),
                asked.getRawQuery().replace("S256", "plain"),
                asked.getRawQuery().replace("response_type=code", "response_type=id_token"))) {
            assertThat(authorized(query, passcode, "auditors").statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        for (String body : List.of("", "{", "[]", "{}", "{\"request\":1}", "null")) {
            assertThat(service.send(HttpRequest.newBuilder(service.uri("/issuer/authorize"))
                                    .POST(BodyPublishers.ofString(body)))
                            .statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/issuer/authorize"))
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theLocalIssuerGivesATokenForNothingButACode() {
        for (String form : List.of(
                "",
                "grant_type=client_credentials",
                "grant_type=authorization_code&code=x&client_id=console",
                "grant_type=authorization_code&code=x&client_id=console&code_verifier=" + "a".repeat(43))) {
            HttpResponse<byte[]> answer = service.send(HttpRequest.newBuilder(service.uri("/issuer/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
            assertThat(answer.statusCode()).as(form).isEqualTo(400);
        }
    }

    @Test
    void aProvidersIdTokenIsNoTokenOfTheApi() {
        Browser browser = new Browser(service);
        URI back = authorize(browser.go("/login/openid"), Passcode.of(folder), "auditors");
        assertThat(service.get("/api/v1/me", back.getRawQuery()).statusCode()).isEqualTo(401);
    }

    private URI authorize(URI asked, String passcode, String group) {
        HttpResponse<byte[]> answer = authorized(asked.getRawQuery(), passcode, group);
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
        return URI.create(Service.json(answer).get("address").asText());
    }

    private HttpResponse<byte[]> authorized(String query, String passcode, String group) {
        String body = new ObjectMapper()
                .valueToTree(Map.of("request", query, "subject", "mia", "groups", List.of(group), "passcode", passcode))
                .toString();
        return service.send(HttpRequest.newBuilder(service.uri("/issuer/authorize"))
                .timeout(Duration.ofSeconds(30))
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String state(URI address) {
        return address.getRawQuery().replaceAll(".*state=([^&]*).*", "$1");
    }

    private URI signIn(Browser browser, String group) {
        URI back = authorize(browser.go("/login/openid"), Passcode.of(folder), group);
        return browser.go(back.getPath() + "?" + back.getRawQuery());
    }
}
