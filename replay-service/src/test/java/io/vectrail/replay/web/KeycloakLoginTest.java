package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.testkit.Authority;
import io.vectrail.local.testkit.IssuedCertificate;
import io.vectrail.local.testkit.Keycloak;
import io.vectrail.local.testkit.KeycloakVisitor;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.grant.GrantSettings;
import io.vectrail.replay.access.login.LoginSettings;
import io.vectrail.replay.access.login.OpenIdSettings;
import io.vectrail.replay.access.saml.SamlProvider;
import io.vectrail.replay.access.saml.SamlSettings;
import io.vectrail.runtime.token.ClaimPath;
import io.vectrail.runtime.token.ClaimSettings;
import io.vectrail.runtime.token.IssuerSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real identity provider beside the console: signing in by OpenID Connect and by SAML, out again, and assertions for programs. */
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakLoginTest {

    private static final String REALM = "main";
    private static final String ENTITY_ID = "https://vectrail.example/saml";

    private final Keycloak keycloak = Keycloak.start();
    private final IssuedCertificate own = Authority.named("keycloak-login")
            .issue("RSA", Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofHours(1)));
    private Path folder;
    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        keycloak.createRealm("""
                {"realm": "%s", "enabled": true, "sslRequired": "none",
                 "groups": [{"name": "auditors"}, {"name": "viewers"}, {"name": "research"}],
                 "users": [{"username": "alice", "enabled": true, "email": "alice@example.com", "emailVerified": true,
                   "firstName": "Alice", "lastName": "Liddell", "groups": ["/auditors", "/research"],
                   "credentials": [{"type": "password", "value": "wonderland", "temporary": false}]}]}
                """.formatted(REALM));
        listProvidersCertificates();
        own.write(folder.resolve("own.pem"), folder.resolve("own.key"));
        IssuerSettings issuer = new IssuerSettings(
                keycloak.issuer(REALM),
                null,
                List.of("vectrail"),
                "kc",
                null,
                null,
                null,
                new ClaimSettings(new ClaimPath("preferred_username"), null, null),
                null,
                null,
                null);
        service = Service.signingIn(
                folder,
                List.of(issuer),
                own -> new LoginSettings(
                        URI.create(own),
                        new OpenIdSettings(issuer.issuer(), "console", "of-the-console", null, "Keycloak"),
                        saml(),
                        new GrantSettings(folder.resolve("signing.jwks.json"), null, null)));
        registerClients();
    }

    @AfterAll
    void stop() throws Exception {
        service.close();
        keycloak.close();
    }

    @Test
    void somebodySignsInByOpenIdConnectAndOutThereToo() throws Exception {
        KeycloakVisitor visitor = new KeycloakVisitor();
        Browser console = new Browser(service);
        HttpResponse<String> signedIn = visitor.signIn(console.go("/login/openid"), "alice", "wonderland");
        URI back = URI.create(signedIn.headers().firstValue("Location").orElseThrow());
        assertThat(console.go(back.getRawPath() + "?" + back.getRawQuery()).toString())
                .isEqualTo("/search");
        JsonNode me = me(console);
        assertThat(me.get("subject").asText()).isEqualTo("kc:alice");
        assertThat(me.get("roles").get(0).asText()).isEqualTo("auditor");

        URI out = signOut(console);
        HttpResponse<String> signedOut = visitor.open(out);
        assertThat(signedOut.headers().firstValue("Location"))
                .contains(service.uri("/sign-in").toString());
        assertThat(KeycloakVisitor.fields(visitor.open(console.go("/login/openid"))))
                .as("it asks for the password again")
                .containsKey("username");
    }

    @Test
    void somebodySignsInBySamlAndOutThereToo() throws Exception {
        KeycloakVisitor visitor = new KeycloakVisitor();
        Browser console = new Browser(service);
        HttpResponse<String> page = visitor.signIn(console.go("/login/saml?next=/sessions"), "alice", "wonderland");
        assertThat(bring(console, page).toString()).isEqualTo("/sessions");
        JsonNode me = me(console);
        assertThat(me.get("subject").asText()).isEqualTo("saml:alice");
        assertThat(me.get("groups")).extracting(JsonNode::asText).containsExactlyInAnyOrder("auditors", "research");

        HttpResponse<String> signedOut = visitor.open(signOut(console));
        URI back = URI.create(signedOut.headers().firstValue("Location").orElseThrow());
        assertThat(back.toString()).startsWith(service.uri("/login/saml/logout").toString());
        assertThat(console.go(back.getRawPath() + "?" + back.getRawQuery()).toString())
                .isEqualTo("/sign-in");
        assertThat(KeycloakVisitor.fields(visitor.open(console.go("/login/saml"))))
                .as("it asks for the password again")
                .containsKey("username");
    }

    @Test
    void encryptedAssertionsAreRead() throws Exception {
        String client = client(ENTITY_ID);
        JsonNode representation = keycloak.administer("GET", "/main/clients/" + client, "");
        ((com.fasterxml.jackson.databind.node.ObjectNode) representation.get("attributes"))
                .put("saml.encrypt", "true")
                .put("saml.encryption.certificate", ownCertificate());
        keycloak.administer("PUT", "/main/clients/" + client, representation.toString());
        Browser console = new Browser(service);
        HttpResponse<String> page = new KeycloakVisitor().signIn(console.go("/login/saml"), "alice", "wonderland");
        assertThat(SamlProvider.read(KeycloakVisitor.fields(page).getOrDefault("SAMLResponse", "")))
                .contains("EncryptedAssertion")
                .doesNotContain("research");
        assertThat(bring(console, page).toString()).isEqualTo("/search");
        assertThat(me(console).get("subject").asText()).isEqualTo("saml:alice");
    }

    @Test
    void aProgramExchangesAnAssertion() throws Exception {
        KeycloakVisitor program = new KeycloakVisitor();
        HttpResponse<String> page = program.signIn(
                URI.create(keycloak.issuer(REALM) + "/protocol/saml/clients/programs"), "alice", "wonderland");
        assertThat(KeycloakVisitor.action(page))
                .contains(service.uri("/oauth/token").toString());
        String assertion = SamlProvider.assertionOf(KeycloakVisitor.fields(page).getOrDefault("SAMLResponse", ""));
        String form = Keycloak.encoded(
                Map.of("grant_type", "urn:ietf:params:oauth:grant-type:saml2-bearer", "assertion", assertion));
        HttpResponse<byte[]> answer = exchange(form);
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
        String token = Service.json(answer).get("access_token").asText();
        assertThat(Service.json(service.get("/api/v1/me", token)).get("subject").asText())
                .isEqualTo("saml:alice");
        assertThat(Service.text(exchange(form))).contains("invalid_grant", "accepted before");
    }

    @Test
    void rolesAreThoseOfTheGroupsAtTheTimeOfTheLogin() throws Exception {
        keycloak.administer("POST", "/main/users", """
                {"username": "bob", "enabled": true, "email": "bob@example.com", "emailVerified": true,
                 "firstName": "Bob", "lastName": "B", "groups": ["/viewers"],
                 "credentials": [{"type": "password", "value": "builder", "temporary": false}]}""");
        assertThat(rolesOf("bob", "builder")).containsExactly("viewer");
        String user = keycloak.administer("GET", "/main/users?username=bob&exact=true", "")
                .at("/0/id")
                .asText();
        for (JsonNode group : keycloak.administer("GET", "/main/groups", "")) {
            String name = group.path("name").asText();
            if (!name.equals("research")) {
                keycloak.administer(
                        name.equals("auditors") ? "PUT" : "DELETE",
                        "/main/users/" + user + "/groups/" + group.path("id").asText(),
                        "");
            }
        }
        assertThat(rolesOf("bob", "builder")).containsExactly("auditor");
    }

    @Test
    void aKeyOfTheProviderThatIsNotListedIsNotBelievedAndOneThatIsListedLaterIs() throws Exception {
        String realm = keycloak.administer("GET", "/main", "").path("id").asText();
        String location = keycloak.administer("POST", "/main/components", """
                        {"name": "second", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                         "parentId": "%s", "config": {"priority": ["200"], "keySize": ["2048"], "algorithm": ["RS256"]}}
                        """.formatted(realm))
                .path("location")
                .asText();
        try {
            Browser console = new Browser(service);
            HttpResponse<String> page = new KeycloakVisitor().signIn(console.go("/login/saml"), "alice", "wonderland");
            assertThat(post(page)).isEqualTo("/sign-in?failed=untrusted");
            listProvidersCertificates();
            Browser again = new Browser(service);
            assertThat(bring(again, new KeycloakVisitor().signIn(again.go("/login/saml"), "alice", "wonderland"))
                            .toString())
                    .isEqualTo("/search");
        } finally {
            keycloak.administer("DELETE", "/main/components/" + location.substring(location.lastIndexOf('/') + 1), "");
            listProvidersCertificates();
        }
    }

    private List<String> rolesOf(String user, String password) throws Exception {
        Browser console = new Browser(service);
        bring(console, new KeycloakVisitor().signIn(console.go("/login/saml"), user, password));
        return me(console).get("roles").valueStream().map(JsonNode::asText).toList();
    }

    private SamlSettings saml() {
        URI endpoint = URI.create(keycloak.issuer(REALM) + "/protocol/saml");
        return new SamlSettings(
                keycloak.issuer(REALM),
                endpoint,
                endpoint,
                List.of(providersCertificates()),
                ENTITY_ID,
                folder.resolve("own.pem"),
                folder.resolve("own.key"),
                null,
                null,
                null,
                null,
                "Keycloak by SAML");
    }

    /** As Keycloak takes it. */
    private String ownCertificate() throws CertificateEncodingException {
        return Base64.getEncoder().encodeToString(own.certificate().getEncoded());
    }

    private Path providersCertificates() {
        return folder.resolve("keycloak.pem");
    }

    /** As its metadata has them. */
    private void listProvidersCertificates() throws Exception {
        HttpResponse<String> metadata =
                new KeycloakVisitor().open(URI.create(keycloak.issuer(REALM) + "/protocol/saml/descriptor"));
        Matcher certificates = Pattern.compile("<ds:X509Certificate>([^<]+)</ds:X509Certificate>")
                .matcher(metadata.body());
        StringBuilder pem = new StringBuilder();
        while (certificates.find()) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(certificates.group(1).strip())
                    .append("\n-----END CERTIFICATE-----\n");
        }
        Files.writeString(providersCertificates(), pem);
    }

    private void registerClients() throws Exception {
        keycloak.administer(
                "POST", "/main/clients", """
                {"clientId": "console", "secret": "of-the-console", "redirectUris": ["%s"],
                 "attributes": {"pkce.code.challenge.method": "S256", "post.logout.redirect.uris": "%s"},
                 "protocolMappers": [{"name": "groups", "protocol": "openid-connect",
                   "protocolMapper": "oidc-group-membership-mapper",
                   "config": {"claim.name": "groups", "full.path": "false", "id.token.claim": "true"}}]}
                """.formatted(service.uri("/login/openid/callback"), service.uri("/sign-in")));
        keycloak.administer("POST", "/main/clients", samlClient(ENTITY_ID, """
                "saml.client.signature": "true", "saml.signing.certificate": "%s",
                "saml_assertion_consumer_url_post": "%s", "saml_single_logout_service_url_redirect": "%s"
                """.formatted(
                        ownCertificate(), service.uri("/login/saml/acs"), service.uri("/login/saml/logout"))));
        keycloak.administer(
                "POST", "/main/clients", samlClient(service.uri("/oauth/token").toString(), """
                "saml.client.signature": "false", "saml_idp_initiated_sso_url_name": "programs",
                "saml_assertion_consumer_url_post": "%s"
                """.formatted(
                                service.uri("/oauth/token"))));
    }

    private static String samlClient(String id, String attributes) {
        return """
                {"clientId": "%s", "protocol": "saml", "redirectUris": ["http://127.0.0.1/*"], "frontchannelLogout": true,
                 "attributes": {"saml.server.signature": "true", "saml.assertion.signature": "true",
                   "saml.signature.algorithm": "RSA_SHA256", "saml_force_name_id_format": "true",
                   "saml_name_id_format": "username", "saml.authnstatement": "true", %s},
                 "protocolMappers": [{"name": "groups", "protocol": "saml", "protocolMapper": "saml-group-membership-mapper",
                   "config": {"attribute.name": "groups", "attribute.nameformat": "Basic", "single": "true", "full.path": "false"}}]}
                """.formatted(id, attributes);
    }

    private String client(String clientId) throws Exception {
        return keycloak.administer("GET", "/main/clients?clientId=" + Service.encoded(clientId), "")
                .at("/0/id")
                .asText();
    }

    private HttpResponse<byte[]> exchange(String form) {
        return service.send(HttpRequest.newBuilder(service.uri("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** What a page of the provider's makes a browser bring, and where it ends. */
    private URI bring(Browser console, HttpResponse<String> page) {
        String finish = post(page);
        assertThat(finish).startsWith("/login/saml/finish?ticket=");
        return console.go(finish);
    }

    /** Without cookies, as from another site. */
    private String post(HttpResponse<String> page) {
        assertThat(KeycloakVisitor.action(page))
                .contains(service.uri("/login/saml/acs").toString());
        HttpResponse<byte[]> answer = service.send(HttpRequest.newBuilder(service.uri("/login/saml/acs"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Keycloak.encoded(KeycloakVisitor.fields(page)))));
        return answer.headers().firstValue("location").orElseThrow();
    }

    private static JsonNode me(Browser console) {
        return Service.json(console.get("/api/v1/me"));
    }

    private static URI signOut(Browser console) {
        return URI.create(Service.json(console.signOut()).get("address").asText());
    }
}
