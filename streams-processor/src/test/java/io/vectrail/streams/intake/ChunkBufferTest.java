package io.vectrail.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.PayloadChunk;
import io.vectrail.event.Side;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChunkBufferTest {

    private static final int MOST = 100;
    private static final int WAITING = 20;

    private final ChunkBuffer buffer = new ChunkBuffer(MOST, WAITING);

    @Test
    void ofOthersTheLatestWaitUpToTheirBound() {
        for (int i = 0; i < 10; i++) {
            add("other" + i, 0, 10);
        }
        assertThat(buffer.take("other7", Side.REQUEST, 1)).isEmpty();
        assertThat(buffer.take("other8", Side.REQUEST, 1)).isPresent();
        assertThat(buffer.take("other9", Side.REQUEST, 1)).isPresent();
    }

    @Test
    void othersDoNotPushOutWhatIsAskedFor() {
        buffer.want("asked");
        for (int i = 0; i < 10; i++) {
            add("asked", i, 10);
            add("other" + i, 0, 10);
        }
        assertThat(buffer.take("asked", Side.REQUEST, 10))
                .hasValueSatisfying(body -> assertThat(body).hasSize(MOST));
        assertThat(buffer.take("other9", Side.REQUEST, 1)).isPresent();
    }

    @Test
    void aBodyOverTheBoundIsNeverWhole() {
        buffer.want("asked");
        for (int i = 0; i < 11; i++) {
            add("asked", i, 10);
        }
        assertThat(buffer.take("asked", Side.REQUEST, 11)).isEmpty();
    }

    private void add(String exchange, int index, int bytes) {
        buffer.add(new PayloadChunk(exchange, Side.REQUEST, index, index + 1, ByteBuffer.allocate(bytes)));
    }
}
