package io.vectrail.replay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.replay.webhook.Message.Fact;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers choose is shown as it is, and does nothing. */
class SlackFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!channel>",
                "<@U012AB3CD>",
                "<https://evil.example|approved>",
                "alice` <!here> `",
                "*bold* _it_ ~no~ [x](https://evil.example) @channel @here",
                "a\nApproved by: bob\r\u2028\u2029b",
                "\u202Eecila\u200B\uFEFF\u0000\u001B[31m",
                "&lt;!channel&gt;",
                "\uD800x\uDC00"
            })
    void hostileNamesAreQuotedAndNothingElse(String name) throws IOException {
        JsonNode body = body(List.of(new Fact("Caller", name)));
        String field = body.at("/blocks/1/fields/0/text").asText();
        assertThat(field).startsWith("*Caller*\n`").endsWith("`");
        String quoted = field.substring("*Caller*\n`".length(), field.length() - 1);
        assertThat(quoted).doesNotContain("`", "<", ">", "\n", "\r", "\u2028", "\u2029", "\u202E", "\u200B", "\u001B");
        assertThat(quoted.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
        List<String> lines = body.get("text").asText().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).isEqualTo("Caller: `" + quoted + "`");
    }

    @Test
    void onlyTheLinkIsALink() throws IOException {
        JsonNode body = body(List.of(new Fact("Caller", "alice")));
        assertThat(body.at("/blocks/0/text/text").asText()).isEqualTo("*A title*");
        assertThat(body.at("/blocks/2/text/text").asText())
                .isEqualTo("<https://vectrail.example/approvals/1|See it in the console>");
        assertThat(body.get("text").asText())
                .isEqualTo("A title\nCaller: `alice`\n<https://vectrail.example/approvals/1|See it in the console>");
    }

    @Test
    void longOnesAreCutAndEmptyOnesAreADash() throws IOException {
        List<Fact> facts =
                new ArrayList<>(List.of(new Fact("Empty", " "), new Fact("Long", "\uD83D\uDE00".repeat(900))));
        for (int i = 0; i < 20; i++) {
            facts.add(new Fact("More", "x"));
        }
        JsonNode body = body(facts);
        assertThat(body.at("/blocks/1/fields")).hasSize(10);
        assertThat(body.at("/blocks/1/fields/0/text").asText()).isEqualTo("*Empty*\n-");
        assertThat(body.at("/blocks/1/fields/1/text").asText())
                .isEqualTo("*Long*\n`" + "\uD83D\uDE00".repeat(200) + "…`");
    }

    private static JsonNode body(List<Fact> facts) throws IOException {
        return new ObjectMapper()
                .readTree(SlackForm.body(new Message(
                        "approval.requested",
                        Instant.EPOCH,
                        "A title",
                        facts,
                        URI.create("https://vectrail.example/approvals/1"),
                        "approval",
                        Map.of())));
    }
}
