package io.vectrail.policy.detect.type;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of databases and other servers with the password in them, as a whole. */
final class ConnectionStrings {

    private static final String VALUE = "[!#-&(-:<-_a-~]";
    private static final AsciiSet INNER = AsciiSet.of("A-Za-z0-9._~:/?#@!$&*+=%-");
    private static final AsciiSet LAST = AsciiSet.of("A-Za-z0-9_~/&=%-");

    private static final AsciiSet DRIVER = AsciiSet.of("A-Za-z0-9._~:/?#@!$&*+=%;-");
    private static final AsciiSet DRIVER_LAST = AsciiSet.of("A-Za-z0-9_~/&=%!-");

    private static final AsciiSet SCHEME = AsciiSet.of("A-Za-z0-9+.-");
    private static final AsciiSet PASSWORD = AsciiSet.of("!#-&(-.0-;=?A-_a-~");
    private static final AsciiSet HOST = AsciiSet.of("A-Za-z0-9_.-");
    private static final AsciiSet DIGIT = AsciiSet.of("0-9");

    private static final String JDBC = "jdbc:";
    private static final int LONGEST_SCHEME = 32;
    private static final int LONGEST_PASSWORD = 1024;
    private static final int LONGEST = 2048;

    private ConnectionStrings() {}

    static void shapes(Recognizer.Builder builder) {
        builder.within(0.95, "://[A-Za-z0-9._%+~!$*-]{0,64}:[!#-&(-.0-;=?A-_a-~]", ConnectionStrings::address)
                .within(0.95, "\\bjdbc:[a-z0-9]{1,32}:[A-Za-z0-9._~:/?#@!$&*+=%;-]", ConnectionStrings::driver)
                .within(
                        0.95,
                        "(?i);[A-Z ]{0,30}(?:password|pwd|accountkey|sharedaccesskey) ?= ?" + VALUE,
                        key -> keyed(Pairs.parted(key)))
                .within(0.9, " password=" + VALUE, key -> keyed(Pairs.spaced(key)));
    }

    /** What stands around the password's begin: where reading ends no other password can begin, so that none is read twice. */
    private static @Nullable Candidate address(Candidate user) {
        CharSequence text = user.text();
        int password = user.end() - 1;
        int at = PASSWORD.end(text, password, password + LONGEST_PASSWORD);
        if (at == text.length() || text.charAt(at) != '@' || stands(text, password, at)) {
            return null;
        }
        int start = scheme(text, user.start());
        int end = host(text, at + 1);
        if (start < 0 || end < 0) {
            return null;
        }
        while (end < text.length() && text.charAt(end) == ',' && host(text, end + 1) > 0) {
            end = host(text, end + 1);
        }
        return new Candidate(text, start, rest(text, end));
    }

    /** Where the scheme begins that ends there, or -1. */
    private static int scheme(CharSequence text, int end) {
        int start = SCHEME.start(text, end, end - LONGEST_SCHEME);
        while (start < end && !(Character.isLetter(text.charAt(start)) && Texts.begins(text, start))) {
            start++;
        }
        int jdbc = start - JDBC.length();
        return start == end ? -1 : Texts.at(text, jdbc, JDBC) && Texts.begins(text, jdbc) ? jdbc : start;
    }

    /** Where the host and the port end that begin there, or -1. */
    private static int host(CharSequence text, int from) {
        int end = HOST.end(text, from, from + 256);
        int port = end < text.length() && text.charAt(end) == ':' ? DIGIT.end(text, end + 1, end + 6) : end;
        return end == from ? -1 : port > end + 1 ? port : end;
    }

    private static int rest(CharSequence text, int from) {
        if (from == text.length() || "/?#".indexOf(text.charAt(from)) < 0) {
            return from;
        }
        int end = from + 1;
        int limit = Math.min(text.length(), from + LONGEST);
        while (end < limit && INNER.has(text.charAt(end)) && !Texts.at(text, end, "://")) {
            end++;
        }
        while (end > from + 1 && !LAST.has(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Up to where the next begins. */
    private static @Nullable Candidate driver(Candidate begin) {
        CharSequence text = begin.text();
        int end = begin.end();
        int limit = Math.min(text.length(), begin.start() + LONGEST);
        while (end < limit && DRIVER.has(text.charAt(end)) && !(Texts.at(text, end, JDBC) && Texts.begins(text, end))) {
            end++;
        }
        while (end > begin.end() && !DRIVER_LAST.has(text.charAt(end - 1))) {
            end--;
        }
        return keyed(new Candidate(text, begin.start(), end));
    }

    private static boolean stands(CharSequence text, int start, int end) {
        return start == end || stands(text.subSequence(start, end).toString());
    }

    /** It, where one of its keys is a password's, and has one. */
    private static @Nullable Candidate keyed(@Nullable Candidate string) {
        return string != null && hasPassword(string) ? string : null;
    }

    private static boolean hasPassword(Candidate string) {
        String lower = string.value().toLowerCase(Locale.ROOT);
        for (String key : new String[] {"password=", "pwd=", "accountkey=", "sharedaccesskey=", "password = "}) {
            int at = lower.indexOf(key);
            if (at >= 0) {
                int from = at + key.length();
                int end = from;
                while (end < lower.length() && "; &".indexOf(lower.charAt(end)) < 0) {
                    end++;
                }
                return end > from && !stands(string.value().substring(from, end));
            }
        }
        return false;
    }

    private static boolean stands(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return Placeholders.is(password)
                || lower.equals("pass")
                || lower.equals("pwd")
                || lower.equals("pw")
                || lower.startsWith("$")
                || lower.equals("%s");
    }
}
