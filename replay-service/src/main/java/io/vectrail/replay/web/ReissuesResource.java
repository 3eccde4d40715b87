package io.vectrail.replay.web;

import io.vectrail.replay.access.Person;
import io.vectrail.replay.reissue.Auditor;
import io.vectrail.replay.reissue.ReissueJob;
import io.vectrail.replay.reissue.Reissued;
import io.vectrail.replay.reissue.Reissues;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.Cursor;
import io.vectrail.replay.search.ExchangeFilter;
import io.vectrail.replay.search.ExchangeSummary;
import io.vectrail.replay.search.Page;
import io.vectrail.replay.search.Records;
import io.vectrail.replay.search.Session;
import io.vectrail.replay.search.VectorComparison.Compared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recorded requests that are sent again: {@code POST exchanges/{id}/replay} one, {@code /api/v1/replays} many, as jobs. */
final class ReissuesResource {

    private static final int DEFAULT_SAMPLE = 20;

    private final @Nullable Reissues reissues;
    private final Records records;

    /** @param reissues null where the service sends none */
    ReissuesResource(@Nullable Reissues reissues, Records records) {
        this.reissues = reissues;
        this.records = records;
    }

    /** One. Field names are the API's. */
    private record Replayed(String exchange, boolean rewritten, List<Compared> items) {}

    /** How two exchanges differ. */
    private record Comparison(List<Compared> items) {}

    /** A job. */
    private record Job(
            String id,
            String session,
            String state,
            Instant asked,
            @Nullable Instant ended,
            int exchanges,
            int done,
            int different,
            int failed,
            List<ReissueJob.Result> results) {}

    Answer one(Call call) {
        call.onlyParameters(Set.of());
        Reissued reissued = made().now(call.path("id"), auditor(call));
        return switch (reissued) {
            case Reissued.Done(String _, String exchange, boolean rewritten, List<Compared> items) -> {
                call.remark("exchange", exchange);
                yield Answer.json(new Replayed(exchange, rewritten, items));
            }
            case Reissued.Unknown _ ->
                throw ProblemException.notFound("there is no such exchange, or none whose request you may read");
            case Reissued.Not(String _, String exchange, String reason) ->
                throw new ProblemException(
                        409,
                        "Not compared",
                        reason,
                        Map.of(),
                        exchange.isEmpty() ? Map.of() : Map.of("exchange", exchange));
        };
    }

    Answer compare(Call call) {
        call.onlyParameters(Set.of("with"));
        String other = call.parameter("with");
        if (other == null) {
            throw ProblemException.badRequest("with must be the id of the exchange to compare it with");
        }
        Scope texts = call.person().sight().texts();
        return records.comparison()
                .of(call.path("id"), texts, other, texts)
                .map(items -> Answer.json(new Comparison(items)))
                .orElseThrow(
                        () -> ProblemException.notFound("one of these exchanges is not there, or not in your scope"));
    }

    Answer ask(Call call) {
        String session = call.parameter("session");
        List<String> exchanges = session == null ? sample(call) : ofSession(call, session);
        if (exchanges.isEmpty()) {
            throw ProblemException.notFound("no exchange that could be sent again is meant");
        }
        ReissueJob job = made().ask(exchanges, auditor(call))
                .orElseThrow(() -> new ProblemException(
                        409, "Too many", "as many jobs as may be wait already; end some, or wait", Map.of()));
        call.remark("replay", job.id());
        return new Answer.Json(202, said(job), Map.of("Location", "/api/v1/replays/" + job.id()));
    }

    private List<String> sample(Call call) {
        ExchangeFilter filter = AskedExchanges.of(call, Set.of("sample"));
        String value = call.parameter("sample");
        int sample = value == null ? DEFAULT_SAMPLE : value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
        if (sample < 1 || sample > Reissues.MOST_OF_JOB) {
            throw ProblemException.badRequest(
                    "sample must be 1 to " + Reissues.MOST_OF_JOB + ": how many are sent again");
        }
        return records.exchanges().sample(filter, sample, call.person().sight().texts());
    }

    private List<String> ofSession(Call call, String id) {
        call.onlyParameters(Set.of("session"));
        Scope texts = call.person().sight().texts();
        Session session = records.sessions()
                .one(id, texts)
                .orElseThrow(() -> ProblemException.notFound("there is no session of this id"));
        List<String> exchanges = new ArrayList<>();
        @Nullable Cursor cursor = null;
        do {
            Page<ExchangeSummary> page = records.exchanges()
                    .of(session, cursor, Page.MOST_ITEMS, call.person().sight());
            page.items().forEach(item -> exchanges.add(item.id()));
            cursor = page.nextCursor() == null
                    ? null
                    : Cursor.decode(page.nextCursor()).orElseThrow();
        } while (cursor != null && exchanges.size() <= Reissues.MOST_OF_JOB);
        if (exchanges.size() > Reissues.MOST_OF_JOB) {
            throw ProblemException.badRequest("the session has more than " + Reissues.MOST_OF_JOB
                    + " exchanges; send a sample of them again, by subject, connection, from, to and sample");
        }
        return exchanges;
    }

    Answer list(Call call) {
        call.onlyParameters(Set.of());
        return Answer.json(new Page<>(
                made().of(call.person().subject()).stream()
                        .map(job -> said(job, List.of()))
                        .toList(),
                null));
    }

    Answer job(Call call) {
        call.onlyParameters(Set.of());
        return Answer.json(made().find(call.path("id"), call.person().subject())
                .map(ReissuesResource::said)
                .orElseThrow(ReissuesResource::none));
    }

    Answer delete(Call call) {
        call.onlyParameters(Set.of());
        if (!made().delete(call.path("id"), call.person().subject())) {
            throw none();
        }
        return new Answer.Nothing(Map.of());
    }

    private static Job said(ReissueJob job) {
        return said(job, job.results());
    }

    private static Job said(ReissueJob job, List<ReissueJob.Result> results) {
        int failed = (int)
                job.results().stream().filter(result -> result.reason() != null).count();
        int same = (int) job.results().stream()
                .filter(result -> result.reason() == null && result.identical() == result.vectors())
                .count();
        return new Job(
                job.id(),
                job.session(),
                job.ended() == null ? "running" : "done",
                job.asked(),
                job.ended(),
                job.exchanges(),
                job.results().size(),
                job.results().size() - same - failed,
                failed,
                results);
    }

    private Reissues made() {
        if (reissues == null) {
            throw new ProblemException(
                    503,
                    "Not available",
                    "this service sends nothing again; set reissue.edge in its configuration",
                    Map.of());
        }
        return reissues;
    }

    private static Auditor auditor(Call call) {
        Person person = call.person();
        return new Auditor(call.actor(), person.groups(), person.sight().texts());
    }

    private static ProblemException none() {
        return ProblemException.notFound(
                "you have no job of this id; those of before the service's start are forgotten");
    }
}
