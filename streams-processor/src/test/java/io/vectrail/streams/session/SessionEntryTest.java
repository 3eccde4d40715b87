package io.vectrail.streams.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class SessionEntryTest {

    private static final SessionKey KEY = new SessionKey("alice", "openai", null);

    @Test
    void bytesOrderSessionsOfOneKeyByStart() {
        List<Instant> starts = List.of(
                Instant.EPOCH,
                Instant.ofEpochMilli(1),
                Instant.ofEpochMilli(255),
                Instant.ofEpochMilli(256),
                Exchanges.NOON,
                Instant.parse("9999-12-31T00:00:00Z").plus(Duration.ofDays(1)));
        List<Bytes> entries = starts.stream()
                .map(start -> Bytes.wrap(SessionEntry.of(KEY, start)))
                .toList();
        assertThat(entries).isSorted();
        assertThat(entries).map(entry -> SessionEntry.start(entry.get())).isEqualTo(starts);
    }

    @Test
    void noOtherKeyLiesBetweenTwoSessionsOfOneKey() {
        Bytes first = Bytes.wrap(SessionEntry.of(KEY, Instant.EPOCH));
        Bytes last = Bytes.wrap(SessionEntry.of(KEY, Instant.parse("9999-12-31T00:00:00Z")));
        for (SessionKey other : List.of(
                new SessionKey("alice", "openai", "run"),
                new SessionKey("alice", "openai2", null),
                new SessionKey("alic", "eopenai", null),
                new SessionKey("alice", "", null),
                new SessionKey("alicf", "openai", null),
                new SessionKey("älice", "openai", null))) {
            Bytes entry = Bytes.wrap(SessionEntry.of(other, Exchanges.NOON));
            assertThat(entry.compareTo(first) < 0 || entry.compareTo(last) > 0)
                    .as("%s lies outside", other)
                    .isTrue();
        }
    }
}
