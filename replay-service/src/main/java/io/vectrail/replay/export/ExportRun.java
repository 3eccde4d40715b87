package io.vectrail.replay.export;

import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.search.ExportedBodies;
import io.vectrail.replay.search.ExportedRows;
import java.io.IOException;

/** An export that is being written. Its own thread writes, others ask how far it is or have it end. */
final class ExportRun {

    private final Export of;
    private final MeasuredOutput output;
    private final ExportedRows rows;
    private final ExportedBodies bodies;
    private volatile long count;
    private volatile double ofBodies;

    ExportRun(Export of, MeasuredOutput output, ExportedRows rows, ExportedBodies bodies) {
        this.of = of;
        this.output = output;
        this.rows = rows;
        this.bodies = bodies;
    }

    Export export() {
        return of;
    }

    /** Rows that there are; 0 before they are counted. */
    long count() {
        return count;
    }

    /** That are written. */
    long bytes() {
        return output.bytes();
    }

    /** Nobody wants it any more. */
    void abandon() {
        output.abandon();
    }

    /** Of lines, by how many are written; the bodies of a bundle take nearly all of its time; of the rest the server knows. */
    double share() {
        return switch (of.order().format()) {
            case NDJSON, CSV -> count == 0 ? 0 : Math.min(1, (double) output.lines() / count);
            case BUNDLE -> ofBodies;
            case PARQUET -> read();
        };
    }

    private double read() {
        try {
            return rows.share(of.id());
        } catch (ArchiveException e) {
            return 0;
        }
    }

    /** @param caughtUp whether the archive had all that Kafka had when this began */
    void write(boolean caughtUp) throws IOException {
        ExportOrder order = of.order();
        count = rows.count(order.of(), order.meant(), order.texts());
        switch (order.format()) {
            case NDJSON -> lines(ExportedRows.Format.NDJSON);
            case CSV -> lines(ExportedRows.Format.CSV);
            case PARQUET -> lines(ExportedRows.Format.PARQUET);
            case BUNDLE -> bundle(order, caughtUp);
        }
        output.flush();
    }

    private void lines(ExportedRows.Format format) throws IOException {
        ExportOrder order = of.order();
        rows.write(of.id(), order.of(), format, order.meant(), order.texts(), output);
    }

    private void bundle(ExportOrder order, boolean caughtUp) throws IOException {
        if (count > Bundle.MOST_EXCHANGES) {
            throw new IOException("evidence is of " + Bundle.MOST_EXCHANGES + " exchanges at most, and these are "
                    + count + "; narrow it by from and to, and ask for several");
        }
        new Bundle(order, rows, bodies, of.id(), caughtUp, share -> ofBodies = share).writeTo(output, count);
    }
}
