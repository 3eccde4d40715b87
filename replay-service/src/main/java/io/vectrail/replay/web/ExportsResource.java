package io.vectrail.replay.web;

import io.vectrail.replay.export.Export;
import io.vectrail.replay.export.ExportFormat;
import io.vectrail.replay.export.ExportOrder;
import io.vectrail.replay.export.ExportState;
import io.vectrail.replay.export.Exports;
import io.vectrail.replay.search.AskedFilter;
import io.vectrail.replay.search.ExportedRows;
import io.vectrail.replay.search.Page;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/exports}: jobs that write recorded exchanges into files. Everybody sees and deletes their own alone. */
final class ExportsResource {

    private final @Nullable Exports exports;
    private final Clock clock = Clock.systemUTC();

    /** @param exports null where the service makes none */
    ExportsResource(@Nullable Exports exports) {
        this.exports = exports;
    }

    /**
     * A job. Field names are the API's.
     *
     * @param share how much of it is written, 0 to 1
     * @param failure why there is no file; null where it did not fail
     * @param ended null while it has not
     * @param expires when it will be deleted; null while that is not known
     * @param rows in the file; null while that is not known
     * @param bytes of the file so far
     * @param sha256 of the whole file; null while it is not
     * @param caughtUp whether the archive had all that Kafka had when the job began; null while it is not done
     */
    private record Job(
            String id,
            String name,
            String format,
            String of,
            SortedMap<String, String> filter,
            String state,
            double share,
            @Nullable String failure,
            Instant asked,
            @Nullable Instant ended,
            @Nullable Instant expires,
            @Nullable Long rows,
            long bytes,
            @Nullable String sha256,
            @Nullable Boolean caughtUp) {}

    Answer ask(Call call) {
        Map<String, String> filter = AskedExchanges.written(call, Set.of("format", "of"));
        var _ = Call.read(() -> AskedFilter.of(filter));
        ExportOrder order = new ExportOrder(
                call.person().subject(),
                call.address(),
                ViewingReason.of(call).orElse(""),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                format(call),
                of(call),
                filter,
                call.person().sight().texts());
        return switch (made(exports).ask(order)) {
            case Exports.Asked.Refused(String reason) -> throw new ProblemException(409, "Too many", reason, Map.of());
            case Exports.Asked.Unable(String reason) -> throw ProblemException.busy(reason);
            case Exports.Asked.Taken(Export export) -> {
                call.remark("export", export.id());
                yield new Answer.Json(202, job(export), Map.of("Location", "/api/v1/exports/" + export.id()));
            }
        };
    }

    Answer list(Call call) {
        call.onlyParameters(Set.of());
        return Answer.json(new Page<>(
                made(exports).of(call.person().subject()).stream()
                        .map(this::job)
                        .toList(),
                null));
    }

    Answer one(Call call) {
        call.onlyParameters(Set.of());
        return Answer.json(job(own(exports, call)));
    }

    Answer delete(Call call) {
        call.onlyParameters(Set.of());
        try {
            if (!made(exports).delete(call.path("id"), call.person().subject())) {
                throw none();
            }
        } catch (UncheckedIOException e) {
            throw ProblemException.busy("its file cannot be deleted now; the service's log says why, try again");
        }
        return new Answer.Nothing(Map.of());
    }

    /** @throws ProblemException where none are made */
    static Exports made(@Nullable Exports exports) {
        if (exports == null) {
            throw new ProblemException(
                    503,
                    "Not available",
                    "this service makes no exports; set exports.directory in its configuration",
                    Map.of());
        }
        return exports;
    }

    /** The caller's that the path names. */
    static Export own(@Nullable Exports exports, Call call) {
        return made(exports).find(call.path("id"), call.person().subject()).orElseThrow(ExportsResource::none);
    }

    private static ProblemException none() {
        return ProblemException.notFound("you have no export of this id; it is deleted some time after it has ended");
    }

    private Job job(Export export) {
        ExportOrder order = export.order();
        ExportState state = export.state();
        ExportState.Done done = state instanceof ExportState.Done whole ? whole : null;
        Instant ended = switch (state) {
            case ExportState.Done(Instant at, long _, long _, String _, boolean _) -> at;
            case ExportState.Failed(Instant at, String _) -> at;
            case ExportState.Waiting _, ExportState.Running _ -> null;
        };
        ExportState.Running running = state instanceof ExportState.Running some ? some : null;
        return new Job(
                export.id(),
                export.fileName(),
                order.format().label(),
                order.of().name().toLowerCase(Locale.ROOT),
                new TreeMap<>(order.filter()),
                state.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                done != null ? 1 : running == null ? 0 : running.share(),
                state instanceof ExportState.Failed(Instant _, String reason) ? reason : null,
                order.asked(),
                ended,
                ended == null ? null : made(exports).expires(ended),
                done == null ? null : done.rows(),
                done != null ? done.bytes() : running == null ? 0 : running.bytes(),
                done == null ? null : done.sha256(),
                done == null ? null : done.caughtUp());
    }

    private static ExportFormat format(Call call) {
        String value = call.parameter("format");
        return ExportFormat.of(value == null ? "" : value)
                .orElseThrow(() -> ProblemException.badRequest("format must be ndjson, csv, parquet or bundle"));
    }

    private static ExportedRows.Of of(Call call) {
        String value = call.parameter("of");
        return switch (value == null ? "exchanges" : value) {
            case "exchanges" -> ExportedRows.Of.EXCHANGES;
            case "texts" -> ExportedRows.Of.TEXTS;
            default -> throw ProblemException.badRequest("of must be exchanges or texts: what a row is of");
        };
    }
}
