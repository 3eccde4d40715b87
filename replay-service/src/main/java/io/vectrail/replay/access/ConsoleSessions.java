package io.vectrail.replay.access;

import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The console's sessions, by the hash of the secret that a browser's cookie holds. In memory: a restart signs everybody out. At most
 * 2,000, and 20 of one subject; one more ends the one that was used the longest ago. Thread-safe.
 */
public final class ConsoleSessions {

    private static final int MOST = 2_000;
    private static final int MOST_OF_ONE = 20;
    private static final int SECRET_BYTES = 32;
    private static final int SECRET_CHARACTERS = 43;

    private final SessionSettings settings;
    private final SecureRandom random;
    private final Clock clock;

    /** The one that was used the longest ago comes first. */
    private final SequencedMap<ByteBuffer, ConsoleSession> sessions = new LinkedHashMap<>();

    public ConsoleSessions(SessionSettings settings, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Begins one.
     *
     * @param origin a token ends it when it expires, if that is sooner, and so does a SAML provider's session; an ID token says who somebody
     *     was when they signed in, and lives for minutes
     * @return the secret, which is kept nowhere
     */
    public String begin(Person person, ConsoleSession.Origin origin) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        Instant latest = now.plus(settings.longest());
        Person known = switch (origin) {
            case ConsoleSession.Origin.Token token -> sooner(person, latest);
            case ConsoleSession.Origin.Saml saml -> sooner(person, latest);
            case ConsoleSession.Origin.OpenId openId -> person.until(latest);
        };
        synchronized (sessions) {
            makeRoom(known.subject(), now);
            sessions.put(hash(secret), new ConsoleSession(known, now, origin));
        }
        return secret;
    }

    /**
     * The session of a secret; empty where there is none, or it has expired.
     *
     * @param byHand whether a person makes the call, which keeps the session, and not a page that asks again and again
     */
    public Optional<ConsoleSession> of(String secret, boolean byHand) {
        if (secret.length() != SECRET_CHARACTERS) {
            return Optional.empty();
        }
        ByteBuffer hash = hash(secret);
        Instant now = clock.instant();
        synchronized (sessions) {
            ConsoleSession session = sessions.get(hash);
            if (session == null) {
                return Optional.empty();
            }
            if (isOver(session, now)) {
                sessions.remove(hash);
                return Optional.empty();
            }
            if (byHand) {
                sessions.remove(hash);
                sessions.put(hash, session.usedAt(now));
            }
            return Optional.of(session);
        }
    }

    /** Ends the session of a secret; empty where there is none any more. */
    public Optional<ConsoleSession> end(String secret) {
        synchronized (sessions) {
            return Optional.ofNullable(sessions.remove(hash(secret)))
                    .filter(session -> !isOver(session, clock.instant()));
        }
    }

    private static Person sooner(Person person, Instant latest) {
        return person.expires().isBefore(latest) ? person : person.until(latest);
    }

    private void makeRoom(String subject, Instant now) {
        ByteBuffer eldestOwn = null;
        int own = 0;
        Iterator<Map.Entry<ByteBuffer, ConsoleSession>> all =
                sessions.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<ByteBuffer, ConsoleSession> each = all.next();
            if (isOver(each.getValue(), now)) {
                all.remove();
            } else if (each.getValue().person().subject().equals(subject)) {
                eldestOwn = eldestOwn == null ? each.getKey() : eldestOwn;
                own++;
            }
        }
        if (own >= MOST_OF_ONE) {
            sessions.remove(eldestOwn);
        } else if (sessions.size() >= MOST) {
            sessions.pollFirstEntry();
        }
    }

    private boolean isOver(ConsoleSession session, Instant now) {
        return !now.isBefore(session.person().expires())
                || !now.isBefore(session.used().plus(settings.idle()));
    }

    private static ByteBuffer hash(String secret) {
        return ByteBuffer.wrap(Sha256.of(secret));
    }
}
