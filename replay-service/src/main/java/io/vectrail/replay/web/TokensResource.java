package io.vectrail.replay.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vectrail.document.key.IssuedKey;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.access.RoleGroups;
import io.vectrail.replay.key.KeyOrder;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.key.KeyRing.Created;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code /api/v1/tokens}: API tokens, for programs that call this API. Everybody has their own, which can do what they can, or less; a policy-admin sees and
 * revokes all. Somebody else's is like one that does not exist.
 */
final class TokensResource {

    private static final Set<String> REQUIRED = Set.of("name");
    private static final Set<String> OPTIONAL = Set.of("groups", "ttl", "expires");
    private static final String FORM =
            "the body must be {\"name\": \"…\", \"groups\": [\"…\"], \"ttl\": \"90d\"}; expires, a"
                    + " time, may stand in the place of ttl, and all but name may be left out";

    private final KeyRing tokens;
    private final RoleGroups roles;
    private final KeyAnswers answers;

    TokensResource(KeyRing tokens, RoleGroups roles) {
        this.tokens = tokens;
        this.roles = roles;
        this.answers = new KeyAnswers(tokens);
    }

    /** A token and what is known of it: once. */
    private record NewToken(String token, @JsonUnwrapped KeyAnswers.Issued issued) {}

    Answer list(Call call) {
        return answers.list(call, token -> isFor(token, call.person()));
    }

    Answer create(Call call) {
        call.onlyParameters(Set.of());
        refusePrograms(call.person());
        JsonBody body = JsonBody.of(call, KeyAnswers.MOST_BYTES, REQUIRED, OPTIONAL, FORM);
        List<String> groups = groups(body, call.person());
        KeyOrder order = KeyAnswers.order(body, call.person().subject(), groups, body.text("name"));
        Created created = answers.create(order, call.actor());
        return KeyAnswers.once(new NewToken(created.text(), KeyAnswers.Issued.of(created.key())));
    }

    Answer revoke(Call call) {
        call.onlyParameters(Set.of());
        refusePrograms(call.person());
        String id = call.path("id");
        if (!ProblemException.asked(() -> isThere(id, call.person()) && tokens.revoke(id, call.actor()))) {
            throw ProblemException.notFound("there is no API token of this id");
        }
        return new Answer.Nothing(Map.of());
    }

    /** Nobody can create more than they are. */
    private List<String> groups(JsonBody body, Person creator) {
        List<String> groups = body.has("groups") ? KeyAnswers.groups(body) : roles.withRole(creator.groups());
        if (!creator.groups().containsAll(groups)) {
            throw ProblemException.forbidden("an API token has groups of its creator alone, and you are not in all of"
                    + " these; GET /api/v1/me lists yours");
        }
        if (roles.of(groups).roles().isEmpty()) {
            throw ProblemException.badRequest(
                    "none of these groups has a role here, so that such a token could do nothing");
        }
        return groups;
    }

    private boolean isThere(String id, Person person) {
        IssuedKey token = tokens.find(id);
        return token != null && isFor(token, person);
    }

    private static boolean isFor(IssuedKey token, Person person) {
        return token.createdBy().equals(person.subject()) || person.hasOneOf(Set.of(Role.POLICY_ADMIN));
    }

    /** One that got into the wrong hands could go on living in others, or end those that it is not. */
    private static void refusePrograms(Person person) {
        if (person.apiToken().isPresent()) {
            throw ProblemException.forbidden(
                    "an API token neither creates nor revokes API tokens; sign in, or use a token of your issuer");
        }
    }
}
