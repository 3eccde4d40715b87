package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Memory of rows that are stored holds other rows, and nothing of the earlier ones is left in them. */
class PiecesTest {

    @Test
    void asManyPiecesAreKeptAsWereAskedForAndComeBackEmpty() {
        Pieces pieces = new Pieces(2L * Pieces.SIZE);
        List<ByteBuffer> first =
                IntStream.range(0, 3).mapToObj(i -> pieces.take(Pieces.SIZE)).toList();
        first.forEach(piece -> piece.putInt(1));
        first.forEach(pieces::giveBack);

        assertThat(pieces.take(Pieces.SIZE)).isSameAs(first.get(0));
        assertThat(pieces.take(Pieces.SIZE)).isSameAs(first.get(1));
        assertThat(pieces.take(Pieces.SIZE)).isNotSameAs(first.get(2));
        assertThat(first.get(0).position()).isZero();
        assertThat(first.get(0).limit()).isEqualTo(Pieces.SIZE);
    }

    @Test
    void rowsInMemoryThatWasUsedBeforeAreTheSameAsInNewMemory() throws IOException {
        Pieces pieces = new Pieces(8L * Pieces.SIZE);
        Block earlier = new Block(List.of("text"), pieces);
        write(earlier, "earlier ", 500_000);
        earlier.release();
        assertThat(earlier.size()).isZero();
        assertThat(earlier.count()).isZero();

        Block later = new Block(List.of("text"), pieces);
        write(later, "later", 400_000);
        Block fresh = new Block(List.of("text"));
        write(fresh, "later", 400_000);

        assertThat(later.count()).isEqualTo(400_000);
        assertThat(bytes(later)).isEqualTo(bytes(fresh));
    }

    private static void write(Block rows, String text, int count) {
        for (int i = 0; i < count; i++) {
            rows.column(0).text(text + i);
            rows.endRow();
        }
    }

    private static byte[] bytes(Block rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rows.writeTo(out);
        return out.toByteArray();
    }
}
