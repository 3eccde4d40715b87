package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.saml.SamlProvider;
import io.vectrail.runtime.token.IssuerSettings;
import io.vectrail.runtime.token.TokenVerifier;
import io.vectrail.runtime.token.Verification;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a SAML provider as a browser does, and getting a token for an assertion as a program does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamlLoginTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer";

    private Service service;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path folder) {
        this.folder = folder;
        service = Service.signingInBySaml(folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void somebodySignsInAndComesToThePageThatTheyWantedAndOutAgain() {
        JsonNode login = Service.json(service.get("/api/v1/logins", null)).at("/logins/0");
        assertThat(login.get("address").asText()).isEqualTo("/login/saml");
        assertThat(login.get("name").asText()).isEqualTo("Acme");
        Browser browser = new Browser(service);
        URI asked = browser.go("/login/saml?next=%2Fsessions%3Fq%3Da");
        assertThat(asked.toString()).startsWith("https://idp.example/sso?tenant=a&SAMLRequest=");
        assertThat(browser.header("vectrail_login")).contains("HttpOnly", "SameSite=Lax", "Path=/login");

        String finish = post(SamlProvider.response(acs(), request(asked)), request(asked));
        assertThat(finish).startsWith("/login/saml/finish?ticket=");
        assertThat(browser.go(finish).toString()).isEqualTo("/sessions?q=a");
        assertThat(browser.header("vectrail_session")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(browser.cookies().get("vectrail_login")).isEmpty();
        JsonNode me = Service.json(browser.get("/api/v1/me"));
        assertThat(me.get("subject").asText()).isEqualTo("saml:alice");
        assertThat(me.get("roles").get(0).asText()).isEqualTo("auditor");
        Awaitility.await("the access")
                .untilAsserted(() -> assertThat(service.json("/api/v1/access?actor=saml:alice&action=login")
                                .toString())
                        .contains("login/saml/finish"));

        HttpResponse<byte[]> out = browser.signOut();
        assertThat(Service.json(out).get("address").asText()).startsWith(SamlProvider.SLO + "?SAMLRequest=");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(browser.go("/login/saml/logout?SAMLResponse=x&RelayState=y").toString())
                .isEqualTo("/sign-in");
    }

    @Test
    void aResponseIsGoodForTheBrowserThatWasSentAwayAndForNoOther() {
        Browser browser = new Browser(service);
        String request = request(browser.go("/login/saml"));
        String response = SamlProvider.response(acs(), request);
        String finish = post(response, request);
        Browser stranger = new Browser(service);
        assertThat(stranger.go(finish).toString()).isEqualTo("/sign-in?failed=expired");
        String own = request(stranger.go("/login/saml"));
        assertThat(post(response, own)).as("for another request").isEqualTo("/sign-in?failed=untrusted");
        assertThat(post(response, request)).as("once more").isEqualTo("/sign-in?failed=untrusted");
        assertThat(browser.go(finish).toString()).isEqualTo("/search");
        assertThat(browser.go(finish).toString()).as("once more").isEqualTo("/sign-in?failed=expired");
    }

    @Test
    void aTicketIsNothingInTheBrowserOfWhoeverWasSentAwayWithAnotherRequest() {
        Browser victim = new Browser(service);
        victim.go("/login/saml");
        Browser attacker = new Browser(service);
        String request = request(attacker.go("/login/saml"));
        String finish = post(SamlProvider.response(acs(), request), request);
        assertThat(victim.go(finish).toString())
                .as("the attacker's own login, in the victim's browser")
                .isEqualTo("/sign-in?failed=expired");
    }

    /** Who begins a login and has somebody else follow the link has the cookie, and not what that one's browser was given. */
    @Test
    void whoBeganALoginThatSomebodyElseFinishedAtTheProviderIsNotSignedInAsThem() {
        Browser attacker = new Browser(service);
        String request = request(attacker.go("/login/saml"));
        assertThat(post(SamlProvider.response(acs(), request, "victim", null), request))
                .contains("ticket=");
        for (String guess : List.of("", "?ticket=", "?ticket=" + request, "?ticket=x&ticket=y")) {
            assertThat(attacker.go("/login/saml/finish" + guess).toString())
                    .as(guess)
                    .isEqualTo("/sign-in?failed=expired");
        }
        assertThat(attacker.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void whoseSessionAtTheProviderHasEndedIsNotSignedInAndGetsNoToken() {
        Browser browser = new Browser(service);
        String request = request(browser.go("/login/saml"));
        String finish = post(SamlProvider.response(acs(), request, "late", Duration.ofSeconds(-30)), request);
        assertThat(browser.go(finish).toString()).isEqualTo("/sign-in?failed=expired");
        assertThat(sent(
                                "/oauth/token",
                                GRANT + "&assertion="
                                        + SamlProvider.assertion(tokenEndpoint(), Duration.ofSeconds(-30)))
                        .statusCode())
                .isEqualTo(400);
    }

    /** What costs more than it is long would end the service. */
    @Test
    void aFormOfManyFieldsIsRefusedAtOnce() {
        for (String path : List.of("/oauth/token", "/login/saml/acs")) {
            assertThat(sent(path, "a&".repeat(250_000)).statusCode()).isEqualTo(400);
            assertThat(sent(path, "a=".repeat(250_000)).statusCode()).isIn(303, 400);
        }
    }

    @Test
    void whoseSessionAtTheProviderEndsIsNotSignedInForLonger() {
        Browser browser = new Browser(service);
        String request = request(browser.go("/login/saml"));
        Instant before = Instant.now();
        browser.go(post(SamlProvider.response(acs(), request, "brief", Duration.ofMinutes(5)), request));
        assertThat(Instant.parse(
                        Service.json(browser.get("/api/v1/me")).get("expires").asText()))
                .isBefore(before.plus(Duration.ofMinutes(6)));
    }

    @Test
    void whatIsNoResponseIsRefused() {
        for (String form : List.of(
                "",
                "SAMLResponse=x",
                "RelayState=y",
                "SAMLResponse=x&RelayState=y",
                "SAMLResponse=%00%ff&RelayState=%00",
                "&&&==")) {
            HttpResponse<byte[]> answer = sent("/login/saml/acs", form);
            assertThat(answer.headers().firstValue("location")).as(form).contains("/sign-in?failed=untrusted");
        }
        for (String form : List.of("SAMLResponse=x&SAMLResponse=y&RelayState=z", "%%%=&&&==")) {
            assertThat(sent("/login/saml/acs", form).statusCode()).as(form).isEqualTo(400);
        }
        assertThat(sent("/login/saml/acs", "SAMLResponse=" + "A".repeat(600 << 10))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void theMetadataIsPublished() {
        HttpResponse<byte[]> metadata = service.get("/login/saml/metadata", null);
        assertThat(metadata.headers().firstValue("content-type")).contains("application/samlmetadata+xml");
        assertThat(Service.text(metadata)).contains("SPSSODescriptor", acs().toString());
    }

    @Test
    void aProgramGetsATokenThatThisServiceTakes() throws Exception {
        HttpResponse<byte[]> answer =
                sent("/oauth/token", GRANT + "&assertion=" + SamlProvider.assertion(tokenEndpoint()));
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        JsonNode granted = Service.json(answer);
        assertThat(granted.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(granted.get("expires_in").asInt()).isEqualTo(600);
        String token = granted.get("access_token").asText();
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(service.uri("/oauth").toString());
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getAudience()).containsExactly("vectrail");
        HttpResponse<byte[]> me = service.get("/api/v1/me", token);
        assertThat(Service.json(me).get("subject").asText()).isEqualTo("saml:alice");
        Awaitility.await("the access")
                .untilAsserted(() -> assertThat(service.json("/api/v1/access?actor=saml:alice&object=/oauth/token")
                                .get("items"))
                        .isNotEmpty());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing.jwks.json"))))
                .isEqualTo("rw-------");
    }

    /** As an edge is configured: it finds the keys by the issuer's name alone. */
    @Test
    void anEdgeTrustsTheTokenAsOneOfOneIssuerMore() throws Exception {
        String token = Service.json(
                        sent("/oauth/token", GRANT + "&assertion=" + SamlProvider.assertion(tokenEndpoint())))
                .get("access_token")
                .asText();
        IssuerSettings own = new IssuerSettings(
                service.uri("/oauth").toString(),
                null,
                List.of("vectrail"),
                "saml",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        try (TokenVerifier edge = new TokenVerifier(List.of(own), folder, Clock.systemUTC())) {
            assertThat(edge.verify(token).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(Verification.Verified.class, verified -> {
                        assertThat(verified.token().subject()).isEqualTo("saml:alice");
                        assertThat(verified.token().groups()).contains("auditors", "research");
                    });
        }
    }

    @Test
    void whatIsPublishedOfTheIssuerHasNothingSecret() {
        JsonNode metadata = Service.json(service.get("/oauth/.well-known/openid-configuration", null));
        assertThat(metadata.get("issuer").asText())
                .isEqualTo(service.uri("/oauth").toString());
        assertThat(metadata.get("token_endpoint").asText())
                .isEqualTo(tokenEndpoint().toString());
        JsonNode key = Service.json(service.get("/oauth/jwks", null)).at("/keys/0");
        assertThat(key.get("kty").asText()).isEqualTo("EC");
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void nothingElseGetsAToken() {
        String used = SamlProvider.assertion(tokenEndpoint());
        assertThat(sent("/oauth/token", GRANT + "&assertion=" + used).statusCode())
                .isEqualTo(200);
        assertThat(refused(GRANT + "&assertion=" + used)).isEqualTo("invalid_grant");
        assertThat(refused(GRANT + "&assertion=" + SamlProvider.assertion(acs())))
                .isEqualTo("invalid_grant");
        assertThat(refused(GRANT + "&assertion=x")).isEqualTo("invalid_grant");
        assertThat(refused(GRANT + "&assertion=%00")).isEqualTo("invalid_grant");
        assertThat(refused(GRANT)).isEqualTo("invalid_request");
        assertThat(sent("/oauth/token", GRANT + "&assertion=a&assertion=b").statusCode())
                .isEqualTo(400);
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/oauth/token"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(GRANT)))
                        .statusCode())
                .isEqualTo(415);
        assertThat(refused("")).isEqualTo("invalid_request");
        assertThat(refused("grant_type=client_credentials")).isEqualTo("unsupported_grant_type");
    }

    private String refused(String form) {
        HttpResponse<byte[]> answer = sent("/oauth/token", form);
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(400);
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        return Service.json(answer).get("error").asText();
    }

    private URI acs() {
        return service.uri("/login/saml/acs");
    }

    private URI tokenEndpoint() {
        return service.uri("/oauth/token");
    }

    private static String request(URI asked) {
        return asked.getRawQuery().replaceAll(".*RelayState=([^&]*).*", "$1");
    }

    /** As the provider's page makes a browser do it: from another site, and so without a cookie. */
    private String post(String response, String request) {
        HttpResponse<byte[]> answer = sent(
                "/login/saml/acs",
                "SAMLResponse=" + Service.encoded(response) + "&RelayState=" + Service.encoded(request));
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("location").orElseThrow();
    }

    private HttpResponse<byte[]> sent(String path, String form) {
        return service.send(HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", FORM)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Origin", "https://idp.example")
                .POST(BodyPublishers.ofString(form)));
    }
}
