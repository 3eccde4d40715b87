package io.vectrail.replay.access.login;

import java.time.Instant;

/**
 * A login that a browser was sent to a SAML provider for, kept in its cookie as that of an OpenID provider is.
 *
 * @param request its id, which the response must answer
 * @param next the console's page that was wanted
 * @param expires after that it is begun anew
 */
record PendingSamlLogin(String request, String next, long expires) {

    boolean isOver(Instant now) {
        return now.getEpochSecond() >= expires;
    }
}
