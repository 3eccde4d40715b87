package io.vectrail.replay.web;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.event.AccessAction;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.Field;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.publish.AccessLog;
import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.replay.search.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What calls leave in the accesses: who asked for what, and what came of it. What was recorded never stands there; the words that
 * somebody searched for do, since they are that person's own.
 */
final class Trail {

    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
    private static final String ROOT = "/api/v1/";
    private static final int LONGEST = 256;

    /** Of a parameter, all that a call may have: what was searched for is what somebody may want hidden. */
    private static final int LONGEST_PARAMETER = Call.MOST_PARAMETER_CHARACTERS;

    private final AccessLog log;
    private final ViewingSettings viewing;
    private final Clock clock;
    private final Repeats repeats = new Repeats();

    Trail(AccessLog log, ViewingSettings viewing, Clock clock) {
        this.log = log;
        this.viewing = viewing;
        this.clock = clock;
    }

    /** What makes one question the same as another. */
    private record Question(Actor actor, String object, Map<String, String> parameters, String reason) {}

    /** @throws ProblemException when the answer has texts, and why they are wanted is needed and not said */
    void demandReason(Call call) {
        boolean said = ViewingReason.of(call).isPresent();
        if (viewing.needsReason() && call.readsTexts() && !said) {
            throw new ProblemException(
                    428,
                    "Reason needed",
                    "say why you want to read recorded texts, in the header " + ViewingReason.HEADER
                            + " or as the parameter " + ViewingReason.PARAMETER + "; it is recorded with your access",
                    Map.of(),
                    Map.of("needs", "reason"));
        }
    }

    /** The answer may go out once this returns. @throws ProblemException when that cannot be recorded, and so must not be */
    void answered(Call call, Answer answer) {
        try {
            switch (call.route().audited()) {
                case Audited.No no -> {}
                case Audited.Published published -> {}
                case Audited.Done done -> {
                    if (done.acknowledged() && call.somebody().isPresent()) {
                        log.write(event(call, call.person(), done.action(), outcome(answer)));
                    } else {
                        queue(call, done.action(), outcome(answer));
                    }
                }
                case Audited.Polled polled -> polled(call, polled.action(), outcome(answer));
                case Audited.Texts texts -> {
                    if (texts.acknowledged() && call.readsTexts()) {
                        log.write(event(call, call.person(), texts.action(), outcome(answer)));
                    } else if (texts.polled()) {
                        polled(call, texts.action(), outcome(answer));
                    } else {
                        queue(call, texts.action(), outcome(answer));
                    }
                }
            }
        } catch (UnavailableException e) {
            throw ProblemException.busy(String.valueOf(e.getMessage()));
        }
    }

    /** It was asked for, and was not to be had. */
    void refused(Call call, int status) {
        List<Field> outcome = List.of(new Field("status", Integer.toString(status)));
        try {
            switch (call.route().audited()) {
                case Audited.No no -> {}
                case Audited.Published published -> queue(call, published.action(), outcome);
                case Audited.Done done -> queue(call, done.action(), outcome);
                case Audited.Polled polled -> queue(call, polled.action(), outcome);
                case Audited.Texts texts -> queue(call, texts.action(), outcome);
            }
        } catch (UnavailableException e) {
            // Nothing was shown.
            LOG.warn("a refusal is not recorded: {}", String.valueOf(e.getMessage()));
        }
    }

    /** Of whoever nobody knows, nothing: a stranger must not fill the log. */
    private void queue(Call call, AccessAction action, List<Field> outcome) {
        call.somebody().ifPresent(person -> log.queue(event(call, person, action, outcome)));
    }

    private void polled(Call call, AccessAction action, List<Field> outcome) {
        Question question = new Question(call.actor(), object(call), call.parameters(), reason(call));
        OptionalInt since = repeats.tell(question, clock.instant());
        if (since.isPresent()) {
            List<Field> counted = new ArrayList<>(outcome);
            if (since.getAsInt() > 0) {
                counted.add(new Field("repeats", Integer.toString(since.getAsInt())));
            }
            queue(call, action, counted);
        }
    }

    private AccessEvent event(Call call, Person person, AccessAction action, List<Field> outcome) {
        List<Field> details = new ArrayList<>();
        if (!call.route().method().equals("GET")) {
            details.add(new Field("method", call.route().method()));
        }
        call.parameters()
                .forEach((name, value) -> details.add(new Field("query." + name, bounded(value, LONGEST_PARAMETER))));
        call.remarks().forEach((name, value) -> details.add(new Field(name, bounded(value))));
        details.addAll(call.actor().details());
        details.addAll(outcome);
        String reason = reason(call);
        if (!reason.isEmpty()) {
            details.add(new Field("reason", reason));
        }
        return new AccessEvent(
                UuidCreator.getTimeOrderedEpoch().toString(),
                now(),
                person.subject(),
                call.address(),
                action,
                object(call),
                details);
    }

    private static List<Field> outcome(Answer answer) {
        return switch (answer) {
            case Answer.Json(int status, Page<?> page, Map<String, String> headers) ->
                List.of(
                        status(status),
                        new Field("items", Integer.toString(page.items().size())));
            case Answer.Json json -> List.of(status(json.status()));
            case Answer.Bytes bytes -> List.of(status(bytes.status()));
            case Answer.Nothing nothing -> List.of(status(204));
            case Answer.Elsewhere elsewhere -> List.of(status(303));
            case Answer.Live live -> List.of(status(200));
            case Answer.Part part -> List.of(status(part.status()), new Field("bytes", Long.toString(part.length())));
            case Answer.Parts parts -> List.of(status(200), new Field("bytes", Long.toString(parts.size())));
        };
    }

    private static Field status(int status) {
        return new Field("status", Integer.toString(status));
    }

    /** One that cannot be kept was refused by now, and is not recorded either. */
    private static String reason(Call call) {
        try {
            return ViewingReason.of(call).orElse("");
        } catch (ProblemException e) {
            return "";
        }
    }

    private static String object(Call call) {
        String path = call.requestPath();
        return bounded(path.startsWith(ROOT) ? path.substring(ROOT.length()) : path);
    }

    private static String bounded(String value) {
        return bounded(value, LONGEST);
    }

    private static String bounded(String value, int longest) {
        return value.length() <= longest ? value : value.substring(0, longest - 1) + "…";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
