package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.CheckedDocument;
import io.vectrail.edge.exchange.Arrivals;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.identity.Caller;
import io.vectrail.edge.recorder.OwedEnds;
import io.vectrail.edge.recorder.Recorder;
import io.vectrail.edge.recorder.Strangers;
import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.JournalSettings;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.Authentication;
import io.vectrail.policy.rule.RuleSet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {

    @TempDir
    Path folder;

    @Test
    void whatCannotBeFormedIsDeniedAndItsExchangeHasItsEnd() throws Exception {
        try (Journal journal = Journal.open(JournalSettings.in(folder), Clock.systemUTC());
                Strangers strangers = new Strangers(journal);
                OwedEnds owed = new OwedEnds(journal, Clock.systemUTC())) {
            Recorder recorder = new Recorder("edge-1", journal, strangers, owed, Clock.systemUTC());
            Exchange unanswered = recorder.received(exchange());
            assertThat(end(recorder, Pipeline.conclude(unanswered, null))).isEqualTo(500);
            assertThat(new String(unanswered.release().body())).contains("\"code\":\"internal_error\"");
            Exchange beyondWords = recorder.received(exchange());
            assertThat(end(recorder, Pipeline.conclude(beyondWords, new UnspeakableException())))
                    .isEqualTo(500);
            assertThat(beyondWords.release().body()).isEmpty();
            assertThat(ended(journal))
                    .containsExactly(
                            unanswered.arrival().id(), beyondWords.arrival().id());
            assertThat(owed.total()).isZero();
        }
    }

    private static int end(Recorder recorder, Exchange exchange) throws Exception {
        assertThat(exchange.release().refusal())
                .isNotNull()
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.INTERNAL_ERROR));
        return recorder.ended(exchange)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .release()
                .status();
    }

    private static List<UUID> ended(Journal journal) throws Exception {
        List<UUID> ended = new ArrayList<>();
        try (JournalReader reader = journal.reader(Position.START)) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry.kind() == EntryKind.REFUSED) {
                    ended.add(entry.exchange());
                }
            }
        }
        return ended;
    }

    private static Exchange exchange() {
        return new Exchange(
                        Arrivals.of("POST", "/v1/embeddings", ""), new CheckedDocument("hash", Map.of(), RuleSet.NONE))
                .identified(new Caller.Identified("alice", "https://issuer", List.of(), null, Authentication.OIDC));
    }

    /** A failure that fails again when it is told. */
    private static final class UnspeakableException extends RuntimeException {

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("not even this");
        }
    }
}
