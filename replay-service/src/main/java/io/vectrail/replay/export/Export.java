package io.vectrail.replay.export;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A job.
 *
 * @param id random: whoever does not know it cannot guess it
 */
public record Export(String id, ExportOrder order, ExportState state) {

    Export in(ExportState next) {
        return new Export(id, order, next);
    }

    /** What its file is called where it is saved. */
    public String fileName() {
        Instant asked = order.asked().truncatedTo(ChronoUnit.SECONDS);
        String what = order.format() == ExportFormat.BUNDLE
                ? "evidence"
                : order.of().name().toLowerCase(Locale.ROOT);
        return "vectrail-" + what + "-" + asked.toString().replace(":", "") + "."
                + order.format().extension();
    }
}
