package io.vectrail.policy.detect.type;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values, one pair behind the other, that say how to reach a server: parted by semicolons as .NET and ODBC have them, or
 * by spaces as libpq does. They are found by the password's key, and read back to the first and on to the last.
 */
final class Pairs {

    private static final AsciiSet VALUE = AsciiSet.of("!#-&(-:<-_a-~");
    private static final AsciiSet SPACED = AsciiSet.of("!#-&(-:<-_a-~ ");
    private static final AsciiSet NAME = AsciiSet.of("A-Za-z ");

    /** Which keys a list in which semicolons part begins with; of several with one end the longest first. */
    private static final List<String> PARTED = Phrases.list(
            "server, data source, hostname, host, address, addr, initial catalog, database, user id, uid, username, user, "
                    + "provider, driver, defaultendpointsprotocol, blobendpoint, endpoint, accountname, dsn");

    private static final List<String> SPACED_FIRST = Phrases.list("host, hostaddr, dbname, user, port");

    private static final List<String> SPACED_OTHER = Phrases.list("password, sslmode, connect_timeout");

    private static final List<String> SECRETS = Phrases.list("password, pwd, accountkey, sharedaccesskey");

    /** How far back the first pair may be, and how far on the last. */
    private static final int MOST = 1024;

    private Pairs() {}

    /** @param secret begins at the semicolon before its key */
    static @Nullable Candidate parted(Candidate secret) {
        CharSequence text = secret.text();
        int least = Math.max(0, secret.start() - MOST);
        int first = -1;
        int at = secret.start();
        while (at > least) {
            int from = SPACED.start(text, at, least);
            if (secret(text, from, at)) {
                return null;
            }
            int begin = begin(text, from, at);
            first = begin >= 0 ? begin : first;
            if (from == 0 || text.charAt(from - 1) != ';' || pair(text, from, at) < 0) {
                break;
            }
            at = from - 1;
        }
        return first < 0 ? null : new Candidate(text, first, last(secret));
    }

    private static int last(Candidate secret) {
        CharSequence text = secret.text();
        int limit = Math.min(text.length(), secret.end() + MOST);
        int end = VALUE.end(text, secret.end(), limit);
        while (end < limit && text.charAt(end) == ';') {
            int next = pair(text, end + 1, limit);
            if (next < 0) {
                return end + 1;
            }
            end = next;
        }
        return end;
    }

    /** Where the pair ends that begins there, or -1; its value may be empty. */
    private static int pair(CharSequence text, int from, int limit) {
        int name = NAME.end(text, from, Math.min(limit, from + 33));
        boolean named = name > from && name < limit && text.charAt(name) == '=' && text.charAt(name - 1) != ';';
        if (!named || text.subSequence(from, name).toString().isBlank()) {
            return -1;
        }
        int value = name + 1 < limit && text.charAt(name + 1) == ' ' ? name + 2 : name + 1;
        return VALUE.end(text, value, limit);
    }

    /** Where in a piece one of the keys begins that lists begin with, and whose value goes to the piece's end; -1 where none does. */
    private static int begin(CharSequence text, int from, int to) {
        int value = VALUE.start(text, to, from);
        if (value == to) {
            return -1;
        }
        boolean apart = value > from + 1 && text.charAt(value - 1) == ' ' && text.charAt(value - 2) == '=';
        for (int i = apart ? value - 2 : value; i < to; i++) {
            if (text.charAt(i) == '=') {
                int end = i > from && text.charAt(i - 1) == ' ' ? i - 1 : i;
                int begin = named(text, from, end);
                if (begin >= 0 && (apart || i + 1 < to)) {
                    return begin;
                }
            }
        }
        return -1;
    }

    private static int named(CharSequence text, int from, int end) {
        for (String key : PARTED) {
            int begin = end - key.length();
            if (begin >= from && Texts.folded(text, begin, key) && Texts.begins(text, begin)) {
                return begin;
            }
        }
        return -1;
    }

    /** Whether a password's key stands before a piece's first equals sign. */
    private static boolean secret(CharSequence text, int from, int to) {
        int end = from;
        while (end < to && text.charAt(end) != '=') {
            end++;
        }
        while (end > from && text.charAt(end - 1) == ' ') {
            end--;
        }
        for (String key : SECRETS) {
            int begin = end - key.length();
            if (end < to && begin >= from && Texts.folded(text, begin, key)) {
                return true;
            }
        }
        return false;
    }

    /** What stands before a piece's first equals sign, in small letters. */
    private static String key(CharSequence text, int from, int to) {
        int end = from;
        while (end < to && text.charAt(end) != '=') {
            end++;
        }
        return end == to ? "" : text.subSequence(from, end).toString().strip().toLowerCase(Locale.ROOT);
    }

    /** @param secret begins at the space before its key */
    static @Nullable Candidate spaced(Candidate secret) {
        CharSequence text = secret.text();
        int least = Math.max(0, secret.start() - MOST);
        int first = -1;
        int at = secret.start();
        while (at > least) {
            int from = VALUE.start(text, at, least);
            String key = key(text, from, at);
            if (key.equals("password")) {
                return null;
            }
            for (String known : SPACED_FIRST) {
                int begin = from + key.length() - known.length();
                first = key.endsWith(known) && Texts.begins(text, begin) ? begin : first;
            }
            if (!(SPACED_FIRST.contains(key) || SPACED_OTHER.contains(key))
                    || from == 0
                    || text.charAt(from - 1) != ' ') {
                break;
            }
            at = from - 1;
        }
        return first < 0 ? null : new Candidate(text, first, lastSpaced(secret));
    }

    private static int lastSpaced(Candidate secret) {
        CharSequence text = secret.text();
        int limit = Math.min(text.length(), secret.end() + MOST);
        int end = VALUE.end(text, secret.end(), limit);
        while (end < limit && text.charAt(end) == ' ') {
            int next = VALUE.end(text, end + 1, limit);
            String key = key(text, end + 1, next);
            if (!(SPACED_FIRST.contains(key) || SPACED_OTHER.contains(key)) || next == end + 2 + key.length()) {
                break;
            }
            end = next;
        }
        return end;
    }
}
