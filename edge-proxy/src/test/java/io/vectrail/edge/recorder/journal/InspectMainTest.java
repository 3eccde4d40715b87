package io.vectrail.edge.recorder.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectMainTest {

    @TempDir
    Path data;

    private record Result(int status, String out, String err) {}

    @Test
    void aJournalIsShownWhileTheEdgeRunsAndNoPayloadIs() throws IOException {
        UUID open = UUID.randomUUID();
        try (Journal journal = open()) {
            journal.append(EntryKind.FORWARDING, open, "a secret text".getBytes())
                    .join();
            JournalUnderTest.append(journal, "another");
            Result shown = inspect(data.toString(), "--entries");
            assertThat(shown.status()).isZero();
            assertThat(shown.out())
                    .contains("1 forwarding, 1 refused", "1 exchanges open, whole", "open " + open)
                    .containsPattern("1:[0-9]+ +forwarding " + open + " 42 bytes")
                    .doesNotContain("secret");
            JsonNode json = new JsonMapper()
                    .readTree(inspect(data.toString(), "--json", "--entries").out());
            assertThat(json.path("epoch").asText()).isEqualTo(journal.epoch().toString());
            assertThat(json.path("whole").asBoolean()).isTrue();
            assertThat(json.path("entries")).hasSize(2);
            assertThat(json.path("open").has(open.toString())).isTrue();
        }
    }

    @Test
    void aTornTailIsNoDamageAndRotIs() throws IOException {
        try (Journal journal = open()) {
            JournalUnderTest.append(journal, "first");
            JournalUnderTest.append(journal, "second");
            JournalUnderTest.append(journal, "third");
        }
        Path segment = SegmentFormat.file(data.resolve("journal"), 1);
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 1));
        Result torn = inspect(data.toString());
        assertThat(torn.status()).isZero();
        assertThat(torn.out()).contains("33 bytes torn, never acknowledged", "whole");
        bytes[bytes.length - 29 - 5 - 1] ^= 1;
        Files.write(segment, bytes);
        Result rotten = inspect(data.toString());
        assertThat(rotten.status()).isEqualTo(1);
        assertThat(rotten.out()).contains("DAMAGED 35 bytes at 1:", "2 refused");
    }

    @Test
    void whatIsNoJournalIsSaidAndWrongUsageIsTwo() throws IOException {
        assertThat(inspect(data.toString()).status()).isEqualTo(1);
        assertThat(inspect(data.toString()).err()).contains("holds no journal");
        assertThat(inspect(data.resolve("none").toString()).status()).isEqualTo(1);
        assertThat(inspect(data.resolve("none").toString()).err()).contains("there is no such folder");
        Path file = Files.createFile(data.resolve("file"));
        assertThat(inspect(file.toString()).err()).contains("it is no folder");
        assertThat(inspect().status()).isEqualTo(2);
        assertThat(inspect(data.toString(), "--payloads").status()).isEqualTo(2);
    }

    private Journal open() throws IOException {
        return Journal.open(JournalUnderTest.settings(data.resolve("journal"), 1 << 20), Clock.systemUTC());
    }

    private static Result inspect(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = InspectMain.run(new PrintStream(out), new PrintStream(err), arguments);
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
