package io.vectrail.replay.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message of Slack's Block Kit, with a text for tools that know no blocks. What others chose stands between backticks, within which neither
 * Slack nor Mattermost finds mentions, links or markup, and has no backtick, no control sign and, as Slack asks for, no {@code &}, {@code <} and
 * {@code >} in it.
 */
final class SlackForm {

    /** Slack's own bounds are 10 fields of 2,000 characters. */
    private static final int MOST_FACTS = 10;

    private static final int MOST_CHARACTERS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SlackForm() {}

    static byte[] body(Message message) {
        List<Message.Fact> facts = message.facts().stream().limit(MOST_FACTS).toList();
        String link = "<" + message.link().toASCIIString() + "|See it in the console>";
        StringBuilder text = new StringBuilder(message.title());
        facts.forEach(
                fact -> text.append('\n').append(fact.label()).append(": ").append(quoted(fact.value())));
        ObjectNode body = JSON.createObjectNode();
        body.put("text", text.append('\n').append(link).toString());
        ArrayNode blocks = body.putArray("blocks");
        section(blocks).set("text", markdown("*" + message.title() + "*"));
        if (!facts.isEmpty()) {
            ArrayNode fields = section(blocks).putArray("fields");
            facts.forEach(fact -> fields.add(markdown("*" + fact.label() + "*\n" + quoted(fact.value()))));
        }
        section(blocks).set("text", markdown(link));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode section(ArrayNode blocks) {
        return blocks.addObject().put("type", "section");
    }

    private static ObjectNode markdown(String text) {
        return JSON.createObjectNode().put("type", "mrkdwn").put("text", text);
    }

    static String quoted(String value) {
        StringBuilder plain = new StringBuilder();
        value.codePoints().limit(MOST_CHARACTERS).forEach(sign -> {
            switch (sign) {
                case '&' -> plain.append("&amp;");
                case '<' -> plain.append("&lt;");
                case '>' -> plain.append("&gt;");
                case '`' -> plain.append('\'');
                default -> plain.appendCodePoint(visible(sign) ? sign : ' ');
            }
        });
        if (value.codePointCount(0, value.length()) > MOST_CHARACTERS) {
            plain.append('…');
        }
        return plain.toString().isBlank() ? "-" : "`" + plain + "`";
    }

    /** Not what ends a line, turns the direction of writing or is not shown at all. */
    private static boolean visible(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
