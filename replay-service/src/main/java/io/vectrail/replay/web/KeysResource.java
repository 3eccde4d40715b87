package io.vectrail.replay.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vectrail.replay.key.KeyOrder;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.key.KeyRing.Created;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/keys}: the keys of callers without an identity provider. */
final class KeysResource {

    private static final Set<String> REQUIRED = Set.of("subject");
    private static final Set<String> OPTIONAL = Set.of("groups", "name", "ttl", "expires");
    private static final String FORM = "the body must be {\"subject\": \"…\", \"groups\": [\"…\"], \"name\": \"…\","
            + " \"ttl\": \"90d\"}; expires, a time, may stand in the place of ttl, and all but subject may be left out";

    private final KeyRing keys;
    private final KeyAnswers answers;

    KeysResource(KeyRing keys) {
        this.keys = keys;
        this.answers = new KeyAnswers(keys);
    }

    /** A key and what is known of it: once. */
    private record NewKey(String key, @JsonUnwrapped KeyAnswers.Issued issued) {}

    Answer list(Call call) {
        return answers.list(call, key -> true);
    }

    Answer create(Call call) {
        call.onlyParameters(Set.of());
        JsonBody body = JsonBody.of(call, KeyAnswers.MOST_BYTES, REQUIRED, OPTIONAL, FORM);
        String name = body.has("name") ? body.text("name") : "";
        KeyOrder order = KeyAnswers.order(body, body.text("subject"), KeyAnswers.groups(body), name);
        Created created = answers.create(order, call.actor());
        return KeyAnswers.once(new NewKey(created.text(), KeyAnswers.Issued.of(created.key())));
    }

    Answer revoke(Call call) {
        call.onlyParameters(Set.of());
        String id = call.path("id");
        if (!ProblemException.asked(() -> keys.revoke(id, call.actor()))) {
            throw ProblemException.notFound("there is no key of this id");
        }
        return new Answer.Nothing(Map.of());
    }
}
