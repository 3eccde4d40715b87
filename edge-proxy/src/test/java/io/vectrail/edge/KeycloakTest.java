package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedCaller;
import io.vectrail.local.testkit.DemoUpstream;
import io.vectrail.local.testkit.Keycloak;
import io.vectrail.local.testkit.KeycloakVisitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real identity provider beside the edge: people and programs that it knows, its keys, and its groups. */
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakTest {

    private static final String REALM = "main";
    private static final String SIGNED_IN = "http://127.0.0.1/signed-in";
    private static final String BODY = "{\"model\":\"text-embedding-3-small\",\"input\":\"a word\"}";

    private static final String AUDIENCE = """
            {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
             "config": {"included.custom.audience": "vectrail", "access.token.claim": "true"}}""";

    private static final String GROUPS = """
            {"name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-group-membership-mapper",
             "config": {"claim.name": "groups", "full.path": "true", "access.token.claim": "true"}}""";

    private final Keycloak keycloak = Keycloak.start();
    private DemoUpstream upstream;
    private EdgeUnderTest edge;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        keycloak.createRealm("""
                {"realm": "%s", "enabled": true, "sslRequired": "none",
                 "groups": [{"name": "research"}, {"name": "production"}],
                 "users": [{"username": "alice", "enabled": true, "email": "alice@example.com", "emailVerified": true,
                   "firstName": "Alice", "lastName": "Liddell", "groups": ["/research"],
                   "credentials": [{"type": "password", "value": "wonderland", "temporary": false}]}],
                 "clients": [
                   {"clientId": "notebook", "publicClient": true, "redirectUris": ["%s"],
                    "directAccessGrantsEnabled": true, "attributes": {"pkce.code.challenge.method": "S256"},
                    "protocolMappers": [%s, %s]},
                   {"clientId": "billing", "secret": "of-billing", "serviceAccountsEnabled": true,
                    "standardFlowEnabled": false, "protocolMappers": [%s]},
                   {"clientId": "elsewhere", "secret": "of-elsewhere", "serviceAccountsEnabled": true}]}
                """.formatted(REALM, SIGNED_IN, AUDIENCE, GROUPS, AUDIENCE));
        upstream = DemoUpstream.start();
        edge = EdgeUnderTest.before(folder, upstream);
        edge.trusting("""
                { issuer: "%s", audience: vectrail, prefix: kc,
                  claims: { subject: preferred_username, required: { typ: Bearer } },
                  groupNames: { /research: research, /production: production },
                  serviceAccounts: [ { client: billing, groups: [production],
                    claims: { preferred_username: service-account-billing } } ] }
                """.formatted(keycloak.issuer(REALM)).replace("\n", " "));
    }

    @AfterAll
    void stop() throws Exception {
        edge.close();
        upstream.close();
        keycloak.close();
    }

    @Test
    void aPersonWhoSignedInWithAPasswordInABrowserIsKnown() throws Exception {
        RecordedCaller caller = caller(codeFlow("alice", "wonderland"));
        assertThat(caller.getSubject()).isEqualTo("kc:alice");
        assertThat(caller.getIssuer()).isEqualTo(keycloak.issuer(REALM));
        assertThat(caller.getClientId()).isEqualTo("notebook");
    }

    @Test
    void aProgramIsKnownByItsClientId() throws Exception {
        RecordedCaller caller = caller(clientCredentials("billing"));
        assertThat(caller.getSubject()).isEqualTo("kc:billing");
        assertThat(caller.getGroups()).containsExactly("production");
    }

    @Test
    void aTokenForSomebodyElseIsRefused() throws Exception {
        HttpResponse<byte[]> answer = edge.post(clientCredentials("elsewhere"), BODY);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("its audience is somebody else");
    }

    @Test
    void groupsAreThoseOfTheTokenThatComes() throws Exception {
        String before = password();
        assertThat(caller(before).getGroups()).containsExactly("research");
        String user = keycloak.administer("GET", "/main/users?username=alice&exact=true", "")
                .at("/0/id")
                .asText();
        for (JsonNode group : keycloak.administer("GET", "/main/groups", "")) {
            boolean production = group.path("name").asText().equals("production");
            keycloak.administer(
                    production ? "PUT" : "DELETE",
                    "/main/users/" + user + "/groups/" + group.path("id").asText(),
                    "");
        }
        assertThat(caller(password()).getGroups()).containsExactly("production");
        assertThat(caller(before).getGroups()).as("a token says what it said").containsExactly("research");
    }

    @Test
    void keysChangeWhileTrafficRuns() throws Exception {
        String old = password();
        assertThat(edge.post(old, BODY).statusCode()).isEqualTo(200);
        // Keys are fetched again at most every ten seconds.
        await().pollDelay(Duration.ofSeconds(11)).atMost(Duration.ofSeconds(30)).until(() -> true);
        AtomicBoolean stop = new AtomicBoolean();
        List<Integer> statuses = new ArrayList<>();
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                statuses.add(status(old));
                statuses.add(status(password()));
            }
        });
        String first = addKey("second", 200);
        assertThat(keyOf(password())).isNotEqualTo(keyOf(old));
        await().atMost(Duration.ofSeconds(10)).until(() -> statuses.size() > 20);
        stop.set(true);
        traffic.get();
        assertThat(statuses).containsOnly(200);
        // What the old one signed ends once it is no longer published and keys were fetched again.
        disableOthersThan(first);
        await().pollDelay(Duration.ofSeconds(11)).atMost(Duration.ofSeconds(30)).until(() -> true);
        addKey("third", 300);
        assertThat(edge.post(password(), BODY).statusCode()).isEqualTo(200);
        assertThat(edge.post(old, BODY).statusCode()).isEqualTo(401);
    }

    private int status(String token) {
        try {
            return edge.post(token, BODY).statusCode();
        } catch (Exception e) {
            return 0;
        }
    }

    /** Adds a key that signs from now on. */
    private String addKey(String name, int priority) throws Exception {
        String realm = keycloak.administer("GET", "/main", "").path("id").asText();
        return keycloak.administer("POST", "/main/components", """
                        {"name": "%s", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                         "parentId": "%s", "config": {"priority": ["%s"], "keySize": ["2048"], "algorithm": ["RS256"]}}
                        """.formatted(name, realm, Integer.toString(priority)))
                .path("location")
                .asText();
    }

    private void disableOthersThan(String location) throws Exception {
        for (JsonNode key : keycloak.administer("GET", "/main/components?type=org.keycloak.keys.KeyProvider", "")) {
            String id = key.path("id").asText();
            if (key.path("providerId").asText().equals("rsa-generated") && !location.endsWith(id)) {
                keycloak.administer("DELETE", "/main/components/" + id, "");
            }
        }
    }

    private static String keyOf(String token) {
        String header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        Matcher kid = Pattern.compile("\"kid\" *: *\"([^\"]+)\"").matcher(header);
        assertThat(kid.find()).isTrue();
        return kid.group(1);
    }

    private RecordedCaller caller(String token) throws Exception {
        HttpResponse<byte[]> answer = edge.post(token, BODY);
        assertThat(answer.statusCode())
                .as(() -> new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        AuditExchange record = PublishedEvents.exchange(
                answer.headers().firstValue("X-Vectrail-Exchange").orElseThrow());
        return record.getCaller();
    }

    private String clientCredentials(String client) throws Exception {
        return accessToken(
                Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", "of-" + client));
    }

    private String password() {
        try {
            return accessToken(Map.of(
                    "grant_type", "password", "client_id", "notebook", "username", "alice", "password", "wonderland"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String accessToken(Map<String, String> form) throws Exception {
        return keycloak.token(REALM, form).path("access_token").asText();
    }

    /** As a browser does it: the page with the form, the form, and what the redirect brings; with PKCE (RFC 7636). */
    private String codeFlow(String user, String password) throws Exception {
        String verifier = "a-verifier-of-more-than-forty-three-characters-0";
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        HttpResponse<String> signedIn = new KeycloakVisitor()
                .signIn(
                        URI.create(keycloak.issuer(REALM) + "/protocol/openid-connect/auth?"
                                + Keycloak.encoded(Map.of(
                                        "client_id", "notebook",
                                        "redirect_uri", SIGNED_IN,
                                        "response_type", "code",
                                        "scope", "openid",
                                        "state", "s",
                                        "code_challenge", challenge,
                                        "code_challenge_method", "S256"))),
                        user,
                        password);
        String location = signedIn.headers().firstValue("Location").orElseThrow();
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location);
        assertThat(code.find()).as(location).isTrue();
        return accessToken(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "notebook",
                "code",
                code.group(1),
                "redirect_uri",
                SIGNED_IN,
                "code_verifier",
                verifier));
    }
}
