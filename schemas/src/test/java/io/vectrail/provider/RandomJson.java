package io.vectrail.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests with anything around their inputs, written as differently as JSON allows. */
final class RandomJson {

    private static final List<String> CHARACTERS = List.of(
            "a",
            "B",
            "7",
            " ",
            "\"",
            "\\",
            "/",
            "\n",
            "\t",
            "\u0000",
            "\u001f",
            "\u007f",
            "\u00e9",
            "\u0301",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\ufffd",
            "\uff11",
            "\u4e2d",
            "\ud83d\ude00",
            "\udbff\udfff",
            "<",
            ":",
            ",",
            "{",
            "}",
            "[",
            "]");

    private final Random random;
    private int names;

    RandomJson(Random random) {
        this.random = random;
    }

    String request() {
        List<String> fields = new ArrayList<>();
        fields.add(field("model", literal("m" + text())));
        fields.add(field("input", input()));
        if (random.nextBoolean()) {
            fields.add(field("user", value(0)));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.add(field(name(), value(0)));
        }
        Collections.shuffle(fields, random);
        return space() + "{" + space() + String.join(space() + "," + space(), fields) + space() + "}" + space();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        return text.toString();
    }

    private String input() {
        if (random.nextInt(3) == 0) {
            return literal(text());
        }
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            texts.add(literal(text()));
        }
        return "[" + space() + String.join(space() + "," + space(), texts) + space() + "]";
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> literal(text());
            case 1 -> "null";
            case 2 -> random.nextBoolean() ? "true" : "false";
            case 3 -> Integer.toString(random.nextInt());
            case 4 -> number();
            case 5 -> array(depth);
            default -> object(depth);
        };
    }

    private String array(int depth) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(value(depth + 1));
        }
        return "[" + space() + String.join("," + space(), elements) + "]";
    }

    private String object(int depth) {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add(field(name(), value(depth + 1)));
        }
        return "{" + String.join(space() + ",", fields) + space() + "}";
    }

    private String name() {
        return "n" + names++ + text();
    }

    private String field(String name, String value) {
        return literal(name) + space() + ":" + space() + value;
    }

    private String number() {
        return switch (random.nextInt(4)) {
            case 0 -> "-0";
            case 1 -> "1.50e+3";
            case 2 -> "0.1000000000000000055511151231257827";
            default -> Double.toString(random.nextGaussian());
        };
    }

    private String space() {
        return random.nextInt(3) == 0 ? List.of(" ", "\n", "\t", "\r\n  ").get(random.nextInt(4)) : "";
    }

    /** Each character as itself or escaped, in either case, where JSON leaves the choice. */
    private String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean must = unit < 0x20 || unit == '"' || unit == '\\';
            if (must || (!Character.isSurrogate(unit) && random.nextInt(4) == 0)) {
                String escape = String.format(Locale.ROOT, "\\u%04x", (int) unit);
                literal.append(
                        random.nextBoolean()
                                ? escape
                                : "\\u" + escape.substring(2).toUpperCase(Locale.ROOT));
            } else {
                literal.append(unit);
            }
        }
        return literal.append('"').toString();
    }
}
