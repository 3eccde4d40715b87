package io.vectrail.edge.recorder.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the journals of one edge were given, over its runs, to be held against what it published. */
final class WrittenExchanges {

    final String edge = Harbour.newEdge();
    final List<String> ids = new ArrayList<>();

    void write(Harbour harbour, int exchanges) {
        for (int i = 0; i < exchanges; i++) {
            ids.add(harbour.entries
                    .whole("alice", new byte[100], new byte[1000])
                    .toString());
        }
    }

    /** One run that writes and ships them. */
    void ship(Path folder, int exchanges) throws IOException {
        try (Harbour harbour = new Harbour(folder, edge)) {
            write(harbour, exchanges);
            harbour.start();
            harbour.awaitConnected();
            harbour.awaitShipped();
        }
    }

    void isPublishedOnceAndInOrder() {
        Published published = Published.by(edge);
        published.isOneUnbrokenChain();
        assertThat(published.ids()).containsExactlyElementsOf(ids);
    }
}
