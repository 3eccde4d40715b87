package io.vectrail.replay.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call's body that is a form, {@code application/x-www-form-urlencoded}: at most 20 fields, each of a name of its own. */
final class FormBody {

    private static final int MOST_FIELDS = 20;
    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private final Map<String, String> fields;

    private FormBody(Map<String, String> fields) {
        this.fields = fields;
    }

    /** @throws ProblemException when it is longer, or no such form */
    static FormBody of(Call call, int mostBytes) {
        if (!call.header("Content-Type").orElse("").regionMatches(true, 0, MEDIA_TYPE, 0, MEDIA_TYPE.length())) {
            throw new ProblemException(
                    415, "Unsupported media type", "the body must be a form, " + MEDIA_TYPE, Map.of());
        }
        return new FormBody(parsed(new String(call.body(mostBytes), StandardCharsets.UTF_8)));
    }

    /** Which of two fields of one name counts would be each reader's own guess. */
    private static Map<String, String> parsed(String body) {
        Map<String, String> fields = new HashMap<>();
        String[] pairs = body.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw ProblemException.badRequest("the form has more than " + MOST_FIELDS + " fields");
        }
        for (String pair : pairs) {
            int sign = pair.indexOf('=');
            if (sign < 0) {
                continue;
            }
            try {
                if (fields.put(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1))) != null) {
                    throw ProblemException.badRequest("the form has a field twice; send each once");
                }
            } catch (IllegalArgumentException e) {
                // What it says quotes the body.
                throw ProblemException.badRequest("the form is not encoded as forms are");
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A field that is there, and not empty. */
    Optional<String> one(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    /** All of it, for what is read by another library. */
    Map<String, List<String>> fields() {
        Map<String, List<String>> all = new HashMap<>();
        fields.forEach((name, value) -> all.put(name, List.of(value)));
        return all;
    }
}
