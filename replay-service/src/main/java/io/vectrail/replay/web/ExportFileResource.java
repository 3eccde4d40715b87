package io.vectrail.replay.web;

import io.vectrail.replay.export.Export;
import io.vectrail.replay.export.ExportState;
import io.vectrail.replay.export.Exports;
import io.vectrail.replay.scope.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/exports/{id}/file}: the file of an export, or the part of it that is wanted (RFC 9110, section 14). */
final class ExportFileResource implements Resource {

    /** One range; several, or what is none, are answered with the whole file, as the RFC has it. */
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    private final @Nullable Exports exports;

    /** @param exports null where the service makes none */
    ExportFileResource(@Nullable Exports exports) {
        this.exports = exports;
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        Export export = ExportsResource.own(exports, call);
        if (!(export.state() instanceof ExportState.Done done)) {
            throw new ProblemException(
                    409, "Not there", "this export has no file, or not yet; its state says why", Map.of());
        }
        Scope now = call.person().sight().texts();
        if (!now.equals(Scope.EVERYTHING) && !now.equals(export.order().texts())) {
            throw ProblemException.forbidden(
                    "your scope is another than when you asked for this export; ask for it again");
        }
        Path file = ExportsResource.made(exports).file(export);
        if (size(file) != done.bytes()) {
            throw new ProblemException(
                    410, "Gone", "its file is not there any more as it was written; delete it and ask again", Map.of());
        }
        Map<String, String> headers = new HashMap<>();
        String tag = "\"" + done.sha256() + "\"";
        headers.put("ETag", tag);
        headers.put("Accept-Ranges", "bytes");
        headers.put("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"");
        Range range = range(call, tag, done.bytes());
        if (range.partial()) {
            headers.put("Content-Range", "bytes " + range.from() + "-" + (range.end() - 1) + "/" + done.bytes());
        }
        return new Answer.Part(
                range.partial() ? 206 : 200,
                export.order().format().mediaType(),
                file,
                range.from(),
                range.end() - range.from(),
                headers);
    }

    /** -1 where there is none. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    /** @param end exclusive */
    private record Range(long from, long end, boolean partial) {}

    private static Range range(Call call, String tag, long size) {
        Range whole = new Range(0, size, false);
        Matcher asked = RANGE.matcher(call.header("Range").orElse(""));
        boolean other =
                call.header("If-Range").filter(known -> !known.equals(tag)).isPresent();
        if (other
                || !asked.matches()
                || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return whole;
        }
        if (asked.group(1).isEmpty()) {
            long last = Long.parseLong(asked.group(2));
            if (last == 0 || size == 0) {
                throw beyond(size);
            }
            return new Range(Math.max(0, size - last), size, true);
        }
        long from = Long.parseLong(asked.group(1));
        long end = asked.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(asked.group(2)) + 1);
        if (from >= size) {
            throw beyond(size);
        }
        return from < end ? new Range(from, end, true) : whole;
    }

    private static ProblemException beyond(long size) {
        return new ProblemException(
                416,
                "No such part",
                "the file has " + size + " bytes; ask for a part of them",
                Map.of("Content-Range", "bytes */" + size));
    }
}
