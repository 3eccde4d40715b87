package io.vectrail.policy.detect.type;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address (RFC 5321, 4.1.2) as people have them: no quoted local part, and of the signs that one may have those that
 * do not also stand between a key and its value. An equals sign may follow a plus, as return paths have it.
 */
final class EmailAddress {

    private static final AsciiSet LOCAL = AsciiSet.of("A-Za-z0-9_.+~-");
    private static final AsciiSet LOCAL_FIRST = AsciiSet.of("A-Za-z0-9_");
    private static final AsciiSet RETURNED = AsciiSet.of("A-Za-z0-9_.-");
    private static final AsciiSet LETTERS = AsciiSet.of("A-Za-z");
    private static final AsciiSet HOST = AsciiSet.of("A-Za-z0-9.-");
    private static final AsciiSet HOST_FIRST = AsciiSet.of("A-Za-z0-9");

    /** Ends of files that look like ends of domains, as in icon@2x.png. */
    private static final Set<String> FILES = Set.copyOf(Phrases.list(
            "png, jpg, jpeg, gif, svg, webp, ico, css, js, mjs, ts, tsx, jsx, json, html, htm, xml, yml, yaml, txt, "
                    + "pdf, jar, java, py, tgz, gz, csv, bmp, tiff"));

    private static final int LONGEST_LOCAL = 64;

    /** Longest name of a host (RFC 1035, 2.3.4), and one sign more. */
    private static final int LONGEST_HOST = 256;

    static final Recognizer RECOGNIZER = Recognizer.of("EMAIL_ADDRESS")
            .within(1.0, "@[A-Za-z0-9]", EmailAddress::around)
            .build();

    private EmailAddress() {}

    /** What stands around its sign: neither side has another such sign, so that no part of a text is read over and over. */
    private static @Nullable Candidate around(Candidate sign) {
        CharSequence text = sign.text();
        int at = sign.start();
        int start = at > 0 && text.charAt(at - 1) != '.' ? start(text, at) : -1;
        int end = start < 0 || dotted(text, start) ? -1 : end(text, at + 1);
        if (end < 0) {
            return null;
        }
        Candidate email = new Candidate(text, start, end);
        return holds(email) ? email : null;
    }

    /** Where the local part begins that ends there, or -1. */
    private static int start(CharSequence text, int at) {
        int start = LOCAL.start(text, at, at - 2 * LONGEST_LOCAL);
        if (start > 0 && text.charAt(start - 1) == '=') {
            int plus = RETURNED.start(text, start - 1, start - LONGEST_LOCAL);
            boolean path = plus > 0 && plus < start - 1 && text.charAt(plus - 1) == '+';
            int first = path ? RETURNED.start(text, plus - 1, plus - LONGEST_LOCAL) : plus;
            if (path && first < plus - 1) {
                return begin(text, first, plus);
            }
        }
        int begin = begin(text, start, at);
        if (begin > 1 && begin == start && text.charAt(begin - 1) == '\'') {
            int name = LETTERS.start(text, begin - 1, begin - 25);
            return name < begin - 1 && Texts.begins(text, name) ? name : begin;
        }
        return begin;
    }

    /** The first place where a word begins, or -1. */
    private static int begin(CharSequence text, int from, int to) {
        int start = from;
        while (start < to && !(LOCAL_FIRST.has(text.charAt(start)) && Texts.begins(text, start))) {
            start++;
        }
        return start < to ? start : -1;
    }

    /** Where the host ends that begins there, or -1: labels with stops between, the last of letters. */
    private static int end(CharSequence text, int from) {
        int end = HOST.end(text, from, from + LONGEST_HOST);
        int found = -1;
        int label = from;
        for (int i = from; i <= end; i++) {
            if (i == end || text.charAt(i) == '.') {
                int last = label > from ? last(text, label, i) : -1;
                found = last < 0 ? found : last;
                boolean sound = i > label && HOST_FIRST.has(text.charAt(label)) && HOST_FIRST.has(text.charAt(i - 1));
                if (!sound) {
                    break;
                }
                label = i + 1;
            }
        }
        return found;
    }

    /** Where a host may end in a label: behind 2 to 24 letters, or in one that is written in Punycode. */
    private static int last(CharSequence text, int label, int to) {
        if (Texts.at(text, label, "xn--") && to > label + 4) {
            int end = to;
            while (end > label + 4 && text.charAt(end - 1) == '-') {
                end--;
            }
            return end > label + 4 && ends(text, end) ? end : -1;
        }
        int end = LETTERS.end(text, label, Math.min(to, label + 25));
        return end - label >= 2 && end - label <= 24 && ends(text, end) ? end : -1;
    }

    private static boolean ends(CharSequence text, int end) {
        return end == text.length() || !LOCAL_FIRST.has(text.charAt(end));
    }

    private static boolean holds(Candidate email) {
        if (email.after(1) == '@' && Neighbours.word(email.after(2))) {
            return false;
        }
        CharSequence text = email.text();
        int at = email.start();
        while (text.charAt(at) != '@') {
            if (text.charAt(at) == '.' && text.charAt(at + 1) == '.') {
                return false;
            }
            at++;
        }
        int end = email.end();
        while (text.charAt(end - 1) != '.') {
            end--;
        }
        boolean remote =
                email.after(1) == ':' && Character.isLetter(email.after(2)) && Texts.at(text, email.start(), "git@");
        return at - email.start() <= LONGEST_LOCAL
                && !remote
                && !FILES.contains(text.subSequence(end, email.end()).toString().toLowerCase(Locale.ROOT))
                && !user(email)
                && !message(email);
    }

    /** Whether what begins there goes on before it: behind another such sign, or a word with a stop. */
    private static boolean dotted(CharSequence text, int start) {
        char before = start > 0 ? text.charAt(start - 1) : 0;
        return before == '@' || (before == '.' && start > 1 && Neighbours.word(text.charAt(start - 2)));
    }

    /** Whether it is the user, or the password, and the host of a URL. */
    private static boolean user(Candidate email) {
        CharSequence text = email.text();
        for (int i = email.start() - 1; i > 1 && i > email.start() - 256; i--) {
            char c = text.charAt(i);
            if (c == '/') {
                return text.charAt(i - 1) == '/' && text.charAt(i - 2) == ':';
            }
            if (c <= ' ' || "?&=\"'<>,;|()".indexOf(c) >= 0) {
                return false;
            }
        }
        return false;
    }

    /** Whether it is the name of a message (RFC 5322, 3.6.4). */
    private static boolean message(Candidate email) {
        if (email.before(1) != '<') {
            return false;
        }
        int from = Math.max(0, email.start() - 24);
        String before = email.text().subSequence(from, email.start()).toString().toLowerCase(Locale.ROOT);
        return before.contains("message-id:") || before.contains("in-reply-to:") || before.contains("references:");
    }
}
