package io.vectrail.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void aDocumentThatNobodyChangedFollowsTheUpstreamsPort() throws Exception {
        configuration("8099").edge();
        assertThat(document()).contains("target: http://127.0.0.1:8099").contains("credential: ${file:demo-upstream}");
        configuration("18099").edge();
        assertThat(document()).contains("target: http://127.0.0.1:18099");
    }

    @Test
    void aDocumentThatSomebodyChangedStays() throws Exception {
        configuration("8099").edge();
        String changed = document() + "policies: []\n";
        Files.writeString(folder.resolve(".vectrail/edge/document/gateway.yaml"), changed);
        configuration("18099").edge();
        assertThat(document()).isEqualTo(changed);
    }

    @Test
    void theUpstreamsCredentialIsTheOwnersAloneAndStays() throws Exception {
        Path credential = configuration("8099").upstreamCredential();
        String first = Files.readString(credential);
        assertThat(configuration("8099").upstreamCredential()).hasContent(first);
        configuration("8099").edge();
        Path copy = folder.resolve(".vectrail/credentials/demo-upstream");
        assertThat(copy).hasContent(first);
        for (Path secret : new Path[] {credential, copy, folder.resolve(".vectrail/edge/document/gateway.yaml")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void eachProgramIsToldWhereTheOthersListen() throws Exception {
        Configuration configuration = configuration("8099");
        assertThat(Files.readString(configuration.edge()))
                .contains(
                        "listen: { host: 127.0.0.1, port: 8080 }", "urls: [\"http://127.0.0.1:8081/apis/ccompat/v7\"]")
                .contains("jwks: \"http://127.0.0.1:8090/issuer/jwks\"");
        assertThat(Files.readString(configuration.streams())).contains("bootstrap.servers: \"127.0.0.1:9092\"");
        assertThat(Files.readString(configuration.edge()))
                .contains("sealing: { keyset: \"" + folder.resolve(".vectrail/sealing/private.json") + "\" }")
                .contains("credentialFolder: \"" + folder.resolve(".vectrail/credentials") + "\"");
        assertThat(Files.readString(configuration.replay()))
                .contains("sealing: { keyset: \"" + folder.resolve(".vectrail/sealing/public.json") + "\" }");
        assertThat(Files.readString(configuration.replay())).contains("url: \"http://127.0.0.1:8123\"");
    }

    private Configuration configuration(String upstreamPort) {
        return new Configuration(Settings.of(Map.of("VECTRAIL_UPSTREAM_PORT", upstreamPort), folder));
    }

    private String document() throws Exception {
        return Files.readString(folder.resolve(".vectrail/edge/document/gateway.yaml"));
    }
}
