package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.replay.access.ScopeSettings;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration is read whole, or says in one line what to do. */
class ReplayConfigTest {

    private static final String WHOLE = """
            listen: { host: 127.0.0.1, port: 8090 }
            kafka: { bootstrap.servers: "127.0.0.1:9092", security.protocol: PLAINTEXT, ssl.key.password: "${env:SECRET}" }
            registry: { urls: ["http://127.0.0.1:8081/apis/ccompat/v7"] }
            topics: { partitions: 4, replicationFactor: 1 }
            issuers: [ { issuer: "http://127.0.0.1:8090/issuer", jwks: "http://127.0.0.1:8090/issuer/jwks", audience: vectrail } ]
            clickhouse: { url: "http://127.0.0.1:8123", database: vectrail, username: default, password: "${env:SECRET}" }
            localIssuer: { issuer: "http://127.0.0.1:8090/issuer", jwks: /data/issuer/jwks.json }
            roles: { auditor: [auditors], approver: [approvers], policy-admin: [policy-admins], viewer: [viewers] }
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aWholeOneIsReadAndItsSecretIsNotShown() throws IOException {
        ReplayConfig config = load(WHOLE);
        assertThat(config.clickhouse().password()).isEqualTo("hush");
        assertThat(config.toString()).doesNotContain("hush");
        assertThat(config.kafka()).containsEntry("security.protocol", "PLAINTEXT");
    }

    @Test
    void theLocalIssuerMayBeAbsentAndNothingElseMay() throws IOException {
        assertThat(load(without("localIssuer")).localIssuer()).isNull();
        for (String key : new String[] {"listen", "kafka", "registry", "topics", "issuers", "clickhouse", "roles"}) {
            assertThatThrownBy(() -> load(without(key)))
                    .as(key)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(key + " is missing");
        }
    }

    @Test
    void aDatabaseWhoseNameCouldBeSqlIsRefused() {
        assertThatThrownBy(() -> load(WHOLE.replace("database: vectrail", "database: \"x; DROP TABLE y\"")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("clickhouse.database");
    }

    @Test
    void reasonsForReadingTextsAreAskedForWhereThatIsSaid() throws IOException {
        assertThat(load(WHOLE).viewing()).isNull();
        ViewingSettings viewing =
                load(WHOLE + "viewing: { reason: required }\n").viewing();
        assertThat(viewing).isNotNull();
        assertThat(viewing.needsReason()).isTrue();
        assertThatThrownBy(() -> load(WHOLE + "viewing: {}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none or required");
        assertThatThrownBy(() -> load(WHOLE + "viewing: { reason: sometimes }\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("viewing.reason");
    }

    @Test
    void aSamlProviderIsReadAndItsPeopleAreNoIssuersPeople() throws IOException {
        String saml = """
                login:
                  url: https://vectrail.example
                  saml:
                    issuer: https://idp.example
                    ssoUrl: https://idp.example/sso
                    entityId: https://vectrail.example/saml
                    certificates: [ /data/idp.pem ]
                    clockSkew: 30s
                    groupNames: { Auditors: auditors }
                  assertionGrant: { keys: /data/signing.jwks.json, life: 5m }
                """;
        ReplayConfig config = load(WHOLE + saml);
        assertThat(config.login()).isNotNull();
        assertThat(config.login().saml()).isNotNull();
        assertThat(config.login().saml().groupNames()).containsEntry("Auditors", "auditors");
        assertThat(config.login().assertionGrant()).isNotNull();
        assertThat(config.login().assertionGrant().audience()).isEqualTo("vectrail");
        assertThat(config.login().reservedPrefixes(config.issuers())).containsExactly("saml");

        String own = "{ issuer: https://vectrail.example/oauth, audience: vectrail, prefix: PREFIX } ]";
        String foreign = "{ issuer: https://other.example, audience: vectrail, prefix: PREFIX } ]";
        assertThat(reserved(saml, own, "saml")).containsExactly("saml");
        assertThatThrownBy(() -> reserved(saml, own, "own")).hasMessageContaining("must have the prefix saml");
        assertThat(reserved(saml, foreign, "other")).containsExactly("saml");
        assertThatThrownBy(() -> reserved(saml, foreign, "saml")).hasMessageContaining("take another one");
    }

    private List<String> reserved(String login, String issuer, String prefix) throws IOException {
        String issuers = WHOLE.replace("audience: vectrail } ]", "audience: vectrail }, " + issuer);
        ReplayConfig config = load(issuers.replace("PREFIX", prefix) + login);
        assertThat(config.login()).isNotNull();
        return config.login().reservedPrefixes(config.issuers());
    }

    @Test
    void whatGoesTogetherIsAskedForTogether() {
        assertThatThrownBy(() -> load(WHOLE + "login: { url: \"https://v.example\" }\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("openId or saml");
        assertThatThrownBy(() -> load(WHOLE + """
                        login:
                          url: https://v.example
                          openId: { issuer: "https://i.example", clientId: c }
                          assertionGrant: { keys: /k }
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("needs saml");
    }

    @Test
    void aScopeIsReadAndOneThatWouldShowNothingIsRefused() throws IOException {
        assertThat(load(WHOLE).scopes()).isNull();
        assertThat(load(WHOLE + "scopes: { auditors: { connections: [a], groups: [\"b, c\"] } }\n")
                        .scopes())
                .containsEntry("auditors", new ScopeSettings(List.of("a"), List.of("b, c")));
        for (String scope :
                List.of("{}", "{ connections: [] }", "{ connection: [a] }", "[a]", "{ groups: [null] }", "")) {
            assertThatThrownBy(() -> load(WHOLE + "scopes:\n  auditors: " + scope + "\n"))
                    .as(scope)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("scopes.auditors");
        }
    }

    @Test
    void webhooksAreReadAndLinkToTheConsole() throws IOException {
        assertThat(load(WHOLE).webhooks()).isEmpty();
        String webhooks = """
                webhooks:
                  privacy-chat: { url: "https://hooks.example/${env:SECRET}", form: slack }
                  soc: { url: "https://soc.internal/vectrail", form: json, secret: "${env:SECRET}-${env:SECRET}-${env:SECRET}-${env:SECRET}", timeout: 7s }
                """;
        ReplayConfig config = load(WHOLE + "url: https://vectrail.example/\n" + webhooks);
        assertThat(config.webhooks()).containsOnlyKeys("privacy-chat", "soc");
        assertThat(config.webhooks().get("soc")).extracting("timeout").isEqualTo(Duration.ofSeconds(7));
        assertThat(config.webhooks().toString() + config).doesNotContain("hush");
        assertThat(config.url()).hasToString("https://vectrail.example");
        assertThatThrownBy(() -> load(WHOLE + webhooks))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("webhooks need url");
        assertThatThrownBy(() -> load(WHOLE + "url: https://vectrail.example/path\n" + webhooks))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("url must be http or https, a host");
        assertThatThrownBy(() -> load(WHOLE + "url: https://vectrail.example\n" + webhooks.replace("form: json, ", "")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("webhooks.soc")
                .hasMessageContaining("needs url and form")
                .hasMessageNotContaining("hush");
        String login = """
                login:
                  url: https://by-login.example
                  openId: { issuer: "http://127.0.0.1:8090/issuer", clientId: console }
                """;
        assertThat(load(WHOLE + login + webhooks).url()).hasToString("https://by-login.example");
        assertThatThrownBy(() -> load(WHOLE + "url: https://vectrail.example\n" + login))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("url is said twice");
    }

    private static String without(String key) {
        return WHOLE.lines().filter(line -> !line.startsWith(key + ":")).reduce("", (text, line) -> text + line + "\n");
    }

    private ReplayConfig load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("replay.yaml"), text);
        return StrictYaml.load(file, ReplayConfig.class, Map.of("SECRET", "hush"));
    }
}
