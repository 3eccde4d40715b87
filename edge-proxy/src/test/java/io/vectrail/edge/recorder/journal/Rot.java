package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A disk that gives back another byte than it was given. */
public final class Rot {

    private Rot() {}

    /** Changes the last byte of this entry's payload. */
    public static void in(Path folder, Journal journal, EntryKind kind, UUID exchange) throws IOException {
        JournalEntry entry = JournalUnderTest.entries(journal).stream()
                .filter(one -> one.kind() == kind && one.exchange().equals(exchange))
                .findFirst()
                .orElseThrow();
        Path segment = SegmentFormat.file(folder, entry.position().segment());
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            file.read(last, entry.next().offset() - 1);
            last.put(0, (byte) (last.get(0) ^ 1)).rewind();
            file.write(last, entry.next().offset() - 1);
        }
    }
}
