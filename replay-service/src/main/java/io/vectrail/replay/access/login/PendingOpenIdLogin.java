package io.vectrail.replay.access.login;

import java.time.Instant;

/**
 * A login that a browser was sent to an OpenID provider for. It is kept in the browser's own cookie, sealed: so strangers who begin many of them fill no
 * memory here, and none can be finished in another browser.
 *
 * @param state comes back with the browser
 * @param nonce comes back in the ID token
 * @param verifier proves to the provider that whoever shows the code is who asked for it (RFC 7636)
 * @param next the console's page that was wanted
 * @param expires after that it is begun anew
 */
record PendingOpenIdLogin(String state, String nonce, String verifier, String next, long expires) {

    boolean isOver(Instant now) {
        return now.getEpochSecond() >= expires;
    }

    @Override
    public String toString() {
        return "PendingOpenIdLogin[next=" + next + "]";
    }
}
