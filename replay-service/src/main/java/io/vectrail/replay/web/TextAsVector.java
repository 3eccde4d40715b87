package io.vectrail.replay.web;

import io.vectrail.replay.access.Role;
import io.vectrail.replay.reissue.Auditor;
import io.vectrail.replay.reissue.Embedded;
import io.vectrail.replay.reissue.Reissues;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.Exchanges;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The vector of a text that somebody searches by: the provider makes it, asked through the edge as callers ask it, in the auditor's name. */
final class TextAsVector {

    private static final Set<Role> AGAIN = Set.of(Role.REPLAYER);
    private static final int MOST_CHARACTERS = 8_192;

    private final @Nullable Reissues reissues;
    private final Exchanges exchanges;

    /** @param reissues null where the service asks no provider */
    TextAsVector(@Nullable Reissues reissues, Exchanges exchanges) {
        this.reissues = reissues;
        this.exchanges = exchanges;
    }

    Embedded.Vector of(Call call, JsonBody body) {
        String text = body.text("text");
        String connection = body.text("connection");
        String model = body.text("model");
        boolean unicode = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (text.isBlank() || text.length() > MOST_CHARACTERS || !unicode) {
            throw ProblemException.badRequest(
                    "text must have 1 to " + MOST_CHARACTERS + " characters, and no half of a surrogate pair");
        }
        if (!call.person().hasOneOf(AGAIN)) {
            throw ProblemException.forbidden(
                    "a provider is asked for the text's vector, which needs the role replayer; search by a vector or an exchange");
        }
        if (reissues == null) {
            throw new ProblemException(
                    503,
                    "Not available",
                    "this service asks no provider; set reissue.edge in its configuration",
                    Map.of());
        }
        Scope texts = call.person().sight().texts();
        List<String> forms = exchanges.forms(connection, model, texts);
        if (forms.isEmpty()) {
            throw ProblemException.notFound(
                    "no request with one text is recorded for this connection and model, so that it is"
                            + " not known how to ask; send one through the edge first");
        }
        Auditor auditor = new Auditor(call.actor(), call.person().groups(), texts);
        return switch (reissues.embed(text, forms, auditor)) {
            case Embedded.Vector vector -> {
                call.remark("exchange", vector.exchange());
                yield vector;
            }
            case Embedded.Not(String reason) -> throw new ProblemException(409, "Not embedded", reason, Map.of());
        };
    }
}
