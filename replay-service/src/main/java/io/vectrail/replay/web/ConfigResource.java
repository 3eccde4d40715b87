package io.vectrail.replay.web;

import io.vectrail.event.GatewayDocument;
import io.vectrail.replay.config.ConflictException;
import io.vectrail.replay.config.Draft;
import io.vectrail.replay.config.GatewayDocuments;
import io.vectrail.replay.config.InvalidException;
import io.vectrail.replay.config.Revision;
import io.vectrail.replay.search.Cursor;
import io.vectrail.runtime.config.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/config}: the gateway document in force, its history, and the publishing of another. */
final class ConfigResource {

    /** As large as a document may be. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern TAG = Pattern.compile("\"([0-9a-f]{64})\"");

    private final @Nullable GatewayDocuments documents;

    /** @param documents null where the service is not told of any */
    ConfigResource(@Nullable GatewayDocuments documents) {
        this.documents = documents;
    }

    /** What a check says. */
    private record Checked(boolean valid, List<Problem> problems) {}

    Answer show(Call call) {
        call.onlyParameters(Set.of());
        GatewayDocuments.Published published =
                ProblemException.asked(() -> documents().published());
        GatewayDocument inForce = published.inForce();
        if (inForce == null) {
            throw ProblemException.notFound(
                    "no document is published yet; put the first one here, with If-None-Match: *");
        }
        return new Answer.Json(
                200, ConfigAnswers.of(documents(), inForce, published), Map.of("ETag", tag(inForce.getHash())));
    }

    Answer publish(Call call) {
        call.onlyParameters(Set.of("shadow", "comment"));
        String insteadOf = insteadOf(call);
        String comment = call.parameter("comment");
        boolean shadow = flag(call, "shadow");
        byte[] content = call.body(MOST_BYTES);
        Draft draft = draft(call, content, shadow, insteadOf, comment == null ? "" : comment);
        Revision published = ProblemException.asked(() -> publish(draft));
        return new Answer.Json(200, published, Map.of("ETag", tag(published.hash())));
    }

    private static Draft draft(Call call, byte[] content, boolean shadow, String insteadOf, String comment) {
        try {
            return new Draft(content, shadow, insteadOf, call.actor(), comment);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Revision publish(Draft draft) {
        try {
            return documents().publish(draft);
        } catch (ConflictException e) {
            throw new ProblemException(
                    412,
                    "Changed meanwhile",
                    e.there().isEmpty()
                            ? "there is no such document; put the first one here with If-None-Match: *"
                            : "another document is there than the one that you began with; look at the difference, and apply"
                                    + " yours to that one",
                    Map.of(),
                    Map.of("hash", e.there()));
        } catch (InvalidException e) {
            throw invalid(e.problems());
        }
    }

    Answer check(Call call) {
        call.onlyParameters(Set.of());
        byte[] content = call.body(MOST_BYTES);
        List<Problem> problems = ProblemException.asked(() -> documents().check(content));
        return Answer.json(new Checked(problems.isEmpty(), problems));
    }

    Answer history(Call call) {
        call.onlyParameters(Set.of("limit", "cursor"));
        int limit = call.limit();
        Cursor cursor = call.cursor();
        long below = cursor == null ? Long.MAX_VALUE : number(cursor.id());
        List<Revision> page = ProblemException.asked(() -> documents().history()).stream()
                .filter(revision -> revision.revision() < below)
                .limit(limit + 1L)
                .toList();
        String next = null;
        if (page.size() > limit) {
            page = page.subList(0, limit);
            next = new Cursor(Instant.EPOCH, Long.toString(page.getLast().revision())).encoded();
        }
        return Answer.json(new ConfigAnswers.History(page, next));
    }

    Answer revision(Call call) {
        call.onlyParameters(Set.of());
        long number = number(call.path("revision"));
        GatewayDocument found = ProblemException.asked(() -> documents().revision(number))
                .orElseThrow(() -> ProblemException.notFound("there is no revision of this number"));
        return Answer.json(ConfigAnswers.of(found));
    }

    private GatewayDocuments documents() {
        if (documents == null) {
            throw new ProblemException(
                    503,
                    "Not available",
                    "this service publishes no document; set document in its configuration",
                    Map.of());
        }
        return documents;
    }

    private static ProblemException invalid(List<Problem> problems) {
        return new ProblemException(
                422,
                "Does not validate",
                "nothing has changed: " + problems.getFirst().text("the document")
                        + (problems.size() == 1 ? "" : "; there are more problems"),
                Map.of(),
                Map.of("problems", problems));
    }

    /** What the author began with. Without it somebody else's change could be undone unseen. */
    private static String insteadOf(Call call) {
        String match = call.header("If-Match").orElse(null);
        if (match == null && call.header("If-None-Match").filter("*"::equals).isPresent()) {
            return "";
        }
        if (match == null) {
            throw new ProblemException(
                    428,
                    "Precondition needed",
                    "say with If-Match which document yours takes the place of, as GET answers it in ETag",
                    Map.of());
        }
        Matcher tag = TAG.matcher(match);
        if (!tag.matches()) {
            throw ProblemException.badRequest("If-Match must be one hash in quotes, as GET answers it in ETag");
        }
        return tag.group(1);
    }

    private static boolean flag(Call call, String name) {
        String value = call.parameter(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw ProblemException.badRequest(name + " must be true or false");
        }
        return "true".equals(value);
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw ProblemException.badRequest("a revision is a number");
        }
        return Long.parseLong(text);
    }

    private static String tag(String hash) {
        return '"' + hash + '"';
    }
}
