package io.vectrail.endtoend;

import io.vectrail.local.testkit.Platform;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The console in a real browser: sign in, search, open an exchange; accessible, and nothing against the page's policy. */
class ConsoleTest {

    private final Platform platform = Platform.shared();

    @Test
    void anAuditorSignsInSearchesAndOpensAnExchange() throws Exception {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        HttpResponse<byte[]> answer = new EdgeClient(platform)
                .throughTheEdge(
                        platform.token("alice", "research"),
                        "{\"model\":\"text-embedding-3-small\",\"input\":\"please file the " + word + " report\"}");
        new ReplayApi(platform).awaitExchange(EdgeClient.exchange(answer));
        new ConsoleScript(
                        platform,
                        "console.mjs",
                        Map.of(
                                "VECTRAIL_TOKEN", platform.token("auditor", "auditors", "replayers"),
                                "VECTRAIL_ADMIN_TOKEN", platform.token("paula", "policy-admins"),
                                "VECTRAIL_PASSCODE", platform.passcode(),
                                "VECTRAIL_WORD", word))
                .run(_ -> {});
    }
}
