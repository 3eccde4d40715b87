package io.vectrail.streams.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionIdTest {

    @Test
    void theSameFirstExchangeAlwaysGivesTheSameUuidOfVersion8() {
        UUID id = UUID.fromString(SessionId.of(visit("alice", "openai", "x1")));
        assertThat(id).isEqualTo(UUID.fromString(SessionId.of(visit("alice", "openai", "x1"))));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id).hasToString("7aad34d2-d8c6-8289-bd29-ec5b24f9d3b0");
    }

    @Test
    void partsThatReadTheSameWhenJoinedGiveDifferentIds() {
        assertThat(SessionId.of(visit("alice", "openai", "x1")))
                .isNotEqualTo(SessionId.of(visit("alic", "eopenai", "x1")))
                .isNotEqualTo(SessionId.of(visit("alice", "openaix", "1")));
    }

    private static Visit visit(String subject, String connection, String exchange) {
        return new Visit(
                exchange,
                new SessionKey(subject, connection, null),
                Exchanges.NOON,
                new Tally(1, 0, 1, 1, 1, List.of()));
    }
}
