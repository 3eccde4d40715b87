package io.vectrail.replay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** A cookie opens to the token that it was sealed from, here and nowhere else. */
class SessionCookieTest {

    private final SessionCookie cookies = new SessionCookie(new SecureRandom());

    @Test
    void itOpensToItsTokenAndHidesIt() {
        String value = cookies.seal("header.payload.signature").orElseThrow();
        assertThat(cookies.open(value)).contains("header.payload.signature");
        assertThat(value).matches("[A-Za-z0-9_-]+").doesNotContain("payload");
        assertThat(cookies.seal("header.payload.signature")).isNotEqualTo(cookies.seal("header.payload.signature"));
    }

    @Test
    void anotherProcessOrAChangedByteOpensNothing() {
        String value = cookies.seal("header.payload.signature").orElseThrow();
        char last = value.charAt(20);
        String changed = value.substring(0, 20) + (last == 'A' ? 'B' : 'A') + value.substring(21);
        assertThat(new SessionCookie(new SecureRandom()).open(value)).isEmpty();
        assertThat(cookies.open(changed)).isEmpty();
        assertThat(cookies.open("")).isEmpty();
        assertThat(cookies.open("not base64!")).isEmpty();
        assertThat(cookies.open("x".repeat(5000))).isEmpty();
    }

    @Test
    void aTokenThatNoCookieHoldsIsNotSealed() {
        assertThat(cookies.seal("x".repeat(2_800))).isPresent();
        assertThat(cookies.seal("x".repeat(4_000))).isEmpty();
    }
}
