package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cursor comes back as it went out, and nothing else is one. */
class CursorTest {

    @Test
    void itComesBackAsItWentOut() {
        Cursor cursor = new Cursor(Instant.parse("2026-06-15T12:00:00.123Z"), "0197-abc");
        assertThat(Cursor.decode(cursor.encoded())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "1~", "~id", "x~id", "1~' OR 1=1", "99999999999999999999~id", "1~id\u0000"})
    void whatIsNotOneOfOursIsNone(String plain) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        assertThat(Cursor.decode(encoded)).isEmpty();
        assertThat(Cursor.decode(plain + "?")).isEmpty();
    }
}
