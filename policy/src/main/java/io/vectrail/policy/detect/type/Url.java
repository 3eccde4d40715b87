package io.vectrail.policy.detect.type;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address of the web: with a scheme (RFC 3986), with www, or a domain with a path. It ends before signs that end a sentence,
 * and with brackets only where they were opened within it. Commas end it: lists have them more often than addresses do. An
 * address within another is read with that, and not again, so that none is read over and over.
 */
final class Url {

    private static final Set<String> SCHEMES = Set.copyOf(Phrases.list(
            "http, https, ftp, ftps, sftp, ws, wss, git, ssh, svn, ldap, ldaps, smb, nfs, rtsp, rtmp, irc, ircs, "
                    + "telnet, gopher, git+http, git+https, git+ssh"));

    private static final AsciiSet SCHEME = AsciiSet.of("A-Za-z+");
    private static final AsciiSet SIX = AsciiSet.of("0-9A-Fa-f:.");
    private static final AsciiSet HOST = AsciiSet.of("A-Za-z0-9.-");
    private static final AsciiSet LETTERS = AsciiSet.of("A-Za-z");
    private static final AsciiSet SIGNS = AsciiSet.of("A-Za-z0-9");
    private static final AsciiSet DIGITS = AsciiSet.of("0-9");
    private static final int LONGEST_SCHEME = 9;
    private static final int LONGEST_HOST = 256;

    /** How far back an address is looked for that encloses one. */
    private static final int ENCLOSING = 1024;

    private static final int NEAR = 64;

    static final Recognizer RECOGNIZER = Recognizer.of("URL")
            .within(0.95, "://[A-Za-z0-9\\[]", Url::schemed)
            .within(0.9, "\\b[Ww][Ww][Ww]\\.[A-Za-z0-9]", Url::www)
            .within(0.7, "\\.[A-Za-z]{2,24}(?::\\d{1,5})?/", Url::pathed)
            .build();

    private Url() {}

    private static @Nullable Candidate schemed(Candidate sign) {
        CharSequence text = sign.text();
        int colon = sign.start();
        int start = scheme(text, colon);
        if (start < 0 || enclosed(text, start)) {
            return null;
        }
        int host = colon + 3;
        if (text.charAt(host) == '[') {
            int six = SIX.end(text, host + 1, host + LONGEST_HOST);
            if (six == host + 1 || six == text.length() || text.charAt(six) != ']') {
                return null;
            }
            host = six;
        }
        return new Candidate(text, start, UrlRest.end(text, host + 1, start + UrlRest.LONGEST));
    }

    /** Where the longest scheme begins that ends there, or -1. */
    private static int scheme(CharSequence text, int end) {
        int start = SCHEME.start(text, end, end - LONGEST_SCHEME);
        while (start < end) {
            if (Texts.begins(text, start)
                    && SCHEMES.contains(text.subSequence(start, end).toString().toLowerCase(Locale.ROOT))) {
                return start;
            }
            start++;
        }
        return -1;
    }

    /** Whether another address with a scheme begins before it, and goes on to it. */
    private static boolean enclosed(CharSequence text, int start) {
        int least = Math.max(0, start - ENCLOSING);
        int i = start;
        while (i > least && UrlRest.part(text.charAt(i - 1))) {
            i--;
            if (text.charAt(i) == ':' && i + 3 < start && Texts.at(text, i, "://")) {
                return scheme(text, i) >= 0;
            }
        }
        return false;
    }

    private static @Nullable Candidate www(Candidate begin) {
        CharSequence text = begin.text();
        if (!begins(text, begin.start())) {
            return null;
        }
        int host = begin.start() + 4;
        int end = domain(text, host);
        if (end < 0) {
            return null;
        }
        int port = port(text, end);
        boolean ported = port > end && (port == text.length() || !Neighbours.word(text.charAt(port)));
        return new Candidate(text, begin.start(), rest(text, ported ? port : end));
    }

    /** Where the path, the query or the fragment behind a host ends. */
    private static int rest(CharSequence text, int from) {
        char next = from < text.length() ? text.charAt(from) : 0;
        int limit = from + UrlRest.LONGEST;
        if (next == '/') {
            return UrlRest.end(text, from + 1, limit);
        }
        boolean query = (next == '?' || next == '#') && from + 1 < text.length() && SIGNS.has(text.charAt(from + 1));
        return query ? UrlRest.end(text, from + 2, limit) : from;
    }

    /** Where a domain ends that begins there: at the last label of 2 to 24 letters that goes no further; -1 where there is none. */
    private static int domain(CharSequence text, int from) {
        int end = HOST.end(text, from, from + LONGEST_HOST);
        int found = -1;
        int label = from;
        for (int i = from; i <= end; i++) {
            if (i == end || text.charAt(i) == '.') {
                int letters = LETTERS.end(text, label, Math.min(i, label + 25));
                boolean last = label > from && letters - label >= 2 && letters - label <= 24 && ends(text, letters);
                found = last ? letters : found;
                if (i == label || !SIGNS.has(text.charAt(label)) || !SIGNS.has(text.charAt(i - 1))) {
                    break;
                }
                label = i + 1;
            }
        }
        return found;
    }

    private static boolean ends(CharSequence text, int at) {
        return at == text.length() || !(SIGNS.has(text.charAt(at)) || text.charAt(at) == '_');
    }

    private static int port(CharSequence text, int at) {
        if (at == text.length() || text.charAt(at) != ':') {
            return at;
        }
        int end = DIGITS.end(text, at + 1, at + 6);
        return end > at + 1 ? end : at;
    }

    /** Found by the last label of the host with the slash behind it. */
    private static @Nullable Candidate pathed(Candidate label) {
        CharSequence text = label.text();
        int end = LETTERS.end(text, label.start() + 1, label.end());
        if (!Domains.ends(text.subSequence(label.start() + 1, end).toString().toLowerCase(Locale.ROOT))) {
            return null;
        }
        int start = HOST.start(text, label.start(), label.start() - LONGEST_HOST);
        while (start < label.start() && !(SIGNS.has(text.charAt(start)) && begins(text, start))) {
            start++;
        }
        if (start == label.start() || within(text, start) || domain(text, start) != end) {
            return null;
        }
        return new Candidate(text, start, UrlRest.end(text, label.end(), start + UrlRest.LONGEST / 4));
    }

    /** Whether a path goes on right before it, so that it is a part of that. */
    private static boolean within(CharSequence text, int start) {
        int least = Math.max(0, start - NEAR);
        int i = start;
        while (i > least && UrlRest.part(text.charAt(i - 1))) {
            i--;
            if (text.charAt(i) == '/') {
                return true;
            }
        }
        return false;
    }

    /** Whether it is no part of an e-mail address, a path, a name, or a URL with a scheme. */
    private static boolean begins(CharSequence text, int start) {
        char before = start > 0 ? text.charAt(start - 1) : 0;
        boolean part = before != 0 && "@/.-\\$%".indexOf(before) >= 0;
        return !Neighbours.word(before)
                && !part
                && !(before == ':' && start > 1 && Neighbours.word(text.charAt(start - 2)));
    }
}
