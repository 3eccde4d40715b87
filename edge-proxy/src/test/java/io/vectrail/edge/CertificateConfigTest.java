package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import org.junit.jupiter.api.Test;

/** What the configuration says of certificates is checked before the edge starts, in words that say what to do. */
class CertificateConfigTest {

    private static final String AUTHORITIES = ", clientAuthorities: ca.crt";

    @Test
    void whatFitsIsRead() {
        EdgeConfig config = read(AUTHORITIES, "", "{ spiffe: \"spiffe://prod.example/ns/*/sa/a\", groups: [g] }");
        assertThat(config.certificates()).isNotNull();
    }

    @Test
    void whatDoesNotIsRefused() {
        refused("", "", "{ dns: a.example }", "say who signs them, with listen.tls.clientAuthorities");
        refused(", clientCertificate: required", "", "{ dns: a.example }", "each needs the other");
        refused(AUTHORITIES, "prefix: hr, ", "{ dns: a.example }", "certificates.prefix is an issuer's");
        refused(AUTHORITIES, "prefix: key, ", "{ dns: a.example }", "Vectrail's own keys");
        refused(AUTHORITIES, "prefix: token, ", "{ dns: a.example }", "Vectrail's own keys");
        refused(AUTHORITIES, "", "{ dns: a.example, email: a@b.example }", "needs one of spiffe, dns and email");
        refused(AUTHORITIES, "", "{ groups: [g] }", "needs one of spiffe, dns and email");
        refused(AUTHORITIES, "", "{ spiffe: \"spiffe://*/ns\" }", "spiffe must be like");
        refused(AUTHORITIES, "", "{ spiffe: \"spiffe://prod.example/ns/a*\" }", "spiffe must be like");
        refused(AUTHORITIES, "", "{ spiffe: \"spiffe://prod.example\" }", "spiffe must be like");
        refused(AUTHORITIES, "", "{ dns: \"*\" }", "dns must be a name in lower case");
        refused(AUTHORITIES, "", "{ email: \"*@*\" }", "email must be an address");
        refused(AUTHORITIES, "", "", "subjects must list 1 to 1000");
    }

    private static void refused(String tls, String prefix, String rule, String reason) {
        assertThatThrownBy(() -> read(tls, prefix, rule))
                .as(rule)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason);
    }

    private static EdgeConfig read(String tls, String prefix, String rule) {
        return StrictYaml.read("edge.yaml", """
                edge: local
                listen: { host: 127.0.0.1, port: 0, tls: { certificate: tls.crt, key: tls.key%s } }
                admin: { host: 127.0.0.1, port: 0 }
                data: data
                kafka: { bootstrap.servers: "127.0.0.1:1" }
                registry: { urls: ["http://127.0.0.1:1"] }
                topics: { partitions: 1, replicationFactor: 1 }
                issuers:
                  - { issuer: "http://127.0.0.1:1", jwks: "http://127.0.0.1:1/jwks", audience: vectrail }
                  - { issuer: "http://127.0.0.1:2", jwks: "http://127.0.0.1:2/jwks", audience: vectrail, prefix: hr }
                certificates: { %ssubjects: [ %s ] }
                allow: { hosts: ["127.0.0.1:*"], literalCredentials: false }
                """.formatted(tls, prefix, rule), EdgeConfig.class);
    }
}
