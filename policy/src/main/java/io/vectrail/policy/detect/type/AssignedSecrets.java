package io.vectrail.policy.detect.type;

import org.jspecify.annotations.Nullable;

/** Values of keys that are called as secrets are: what stands behind password=, "api_key": or Authorization: Bearer. */
final class AssignedSecrets {

    /** What may stand in a value, and what it ends in: without quotes, and without signs that end values that have none. */
    private static final AsciiSet BARE = AsciiSet.of("A-Za-z0-9!#$%*+./?@^_~-");

    private static final AsciiSet BARE_LAST = AsciiSet.of("A-Za-z0-9!#$%*+/@^_~-");

    /** The same with more of the signs that passwords have. */
    private static final AsciiSet LOOSE = AsciiSet.of("!#-&(-9?-_a-~");

    private static final AsciiSet LOOSE_LAST = AsciiSet.of("!#-&*+/0-9@A-Z^_a-z~");

    /** Everything between quotes or spaces. */
    private static final AsciiSet WHOLE = AsciiSet.of("!#-&(-_a-~");

    private static final AsciiSet SPECIAL = AsciiSet.of("&(),:;<=>[\\]{|}");

    /** Longer values are read no further. */
    private static final int LONGEST = 1024;

    private static final int SHORTEST = 6;

    /** How the names of {@link SecretNames} end. */
    private static final String NAMES =
            "(?:passwor[dt]|passwd|kennwort|passphrase|contrase[nñÑ]a|mot[ _.-]?de[ _.-]?passe|senha"
                    + "|wachtwoord|has[lłŁ]o|pwd|pass|identified[ _.-]?by|passcode|pw|psw|mdp|token|secret|key|bearer|credentials?"
                    + "|authorization|schl[üÜ]ssel|key[ _.-]?base|salt|sig|basic|value)[0-9_.-]{0,4}";

    /** What may stand between a name and its value, read by {@link SecretKey} from the value back. */
    private static final String CLOSE = "[ \\t\"'`\\\\\\])]";

    private static final String VERB = "(?:(?:is|was|ist|est|es|to|lautet|war|are)" + CLOSE + "{0,4})?";
    private static final String SIGNS = "[=:>|→]";
    private static final String OPEN = "[ \\t]{0,24}[\"'`\\\\]{0,3}";
    private static final String BETWEEN = "(?:" + CLOSE + "{1,8}" + VERB + SIGNS + "{0,3}|" + SIGNS + "{1,3})" + OPEN;

    private static final String ENDS = "\"'`,;&)]}<|\\\r\n\t ";

    private static final PhraseSet HEADS = PhraseSet.of(
            "password, passwd, pwd, passwort, secret, token, api key, apikey, access key, secret key, private key");

    private AssignedSecrets() {}

    static void shapes(Recognizer.Builder builder) {
        builder.within(0.8, "(?i)" + NAMES + BETWEEN, place -> value(place, true))
                .within(
                        0.8,
                        "(?i)password[ _.-]{0,2}for[A-Z0-9_. -]{1,32}[\"'`)]{0,2} ?" + SIGNS + "{1,3}" + OPEN,
                        place -> value(place, true))
                .labelledWithin(0.8, "[,;\\t|\\n][\"' ]{0,2}", place -> value(place, false))
                .context(HEADS.list());
    }

    /**
     * The longest of what may be the value and is one.
     *
     * @param place ends where the value begins
     * @param named whether its name stands before it, and not at its column's head
     */
    private static @Nullable Candidate value(Candidate place, boolean named) {
        CharSequence text = place.text();
        int start = place.end();
        Candidate whole = whole(text, start);
        if (whole != null && secret(whole, named)) {
            return whole;
        }
        Candidate loose = loose(text, start);
        if (loose != null && secret(loose, named)) {
            return loose;
        }
        Candidate bare = bare(text, start);
        return bare != null && secret(bare, named) ? bare : null;
    }

    /** Whether it is a word behind a space, as prose has everywhere: no token, and a password only in quotes or behind a sign. */
    private static boolean word(Candidate value) {
        char before = value.before(1);
        if ((before != ' ' && before != '\t') || value.end() - value.start() >= 24) {
            return false;
        }
        int dashes = 0;
        for (int i = value.start(); i < value.end(); i++) {
            char c = value.text().charAt(i);
            dashes += c == '-' ? 1 : 0;
            boolean end = i == value.end() - 1 && ",.;:)?".indexOf(c) >= 0;
            if (!(Character.isLetter(c) || c == '_' || c == '-' || c == '.' || c == '/' || end)) {
                return false;
            }
        }
        return dashes < 3;
    }

    private static int trimmed(CharSequence text, int start, AsciiSet signs, AsciiSet last) {
        int end = signs.end(text, start, start + LONGEST);
        while (end > start && !last.has(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean quoted(Candidate value) {
        char before = value.before(1);
        return before == '"' || before == '\'' || before == '`';
    }

    /** What begins behind signs that no such value has, as the others do, so that none is read from many places. */
    private static @Nullable Candidate bare(CharSequence text, int start) {
        if (start == 0 || " =:\"'`>\t,;".indexOf(text.charAt(start - 1)) < 0) {
            return null;
        }
        int last = trimmed(text, start, BARE, BARE_LAST);
        int end = last;
        while (end < text.length() && end < last + 2 && text.charAt(end) == '=') {
            end++;
        }
        Candidate value = new Candidate(text, start, end);
        char before = value.before(1);
        char after = value.after(1);
        boolean stop = after == '.' && (value.after(2) <= ' ');
        boolean ends = after == 0 || stop || ENDS.indexOf(after) >= 0;
        boolean closed = !quoted(value) || after == before || after == '\\';
        return last - start >= SHORTEST && ends && closed ? value : null;
    }

    /** Without quotes, where no key of a list follows. */
    private static @Nullable Candidate loose(CharSequence text, int start) {
        if (start == 0 || text.charAt(start - 1) != '=') {
            return null;
        }
        Candidate value = new Candidate(text, start, trimmed(text, start, LOOSE, LOOSE_LAST));
        boolean ends = value.end() - start >= SHORTEST && value.after(1) <= ' ';
        return ends && special(value) && !call(value) ? value : null;
    }

    private static @Nullable Candidate whole(CharSequence text, int start) {
        if (start == 0 || " \"'`".indexOf(text.charAt(start - 1)) < 0) {
            return null;
        }
        int run = WHOLE.end(text, start, start + LONGEST);
        int end = run;
        while (start > 1 && text.charAt(start - 2) == '\\' && end > start && text.charAt(end - 1) == '\\') {
            end--; // What escapes the quote behind it, as it does the one before.
        }
        Candidate value = new Candidate(text, start, end);
        if (end - start < SHORTEST) {
            return null;
        }
        char after = run < text.length() ? text.charAt(run) : 0;
        boolean quoted = quoted(value) && after == value.before(1);
        boolean alone = value.before(1) == ' ' && after <= ' ' && ".,;:)}]>".indexOf(text.charAt(end - 1)) < 0;
        return (quoted || alone) && special(value) && !call(value) ? value : null;
    }

    private static boolean special(Candidate value) {
        for (int i = value.start(); i < value.end(); i++) {
            if (SPECIAL.has(value.text().charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is code that yields a value: a name with brackets behind. */
    private static boolean call(Candidate value) {
        int i = value.start();
        while (i < value.end()
                && (Neighbours.word(value.text().charAt(i)) || value.text().charAt(i) == '.')) {
            i++;
        }
        return i < value.end() && (value.text().charAt(i) == '(' || value.text().charAt(i) == '[') && i > value.start();
    }

    private static boolean secret(Candidate value, boolean named) {
        if (named ? word(value) : !strong(value)) {
            return false;
        }
        SecretKey key = SecretKey.of(value);
        if (key.kind() == SecretNames.Kind.NONE) {
            return !named && !Placeholders.is(value.value()) && Columns.name(value, HEADS, PhraseSet.NONE);
        }
        String secret = value.value();
        if (!named || Placeholders.is(secret) || Placeholders.reference(secret)) {
            return false;
        }
        return key.kind() == SecretNames.Kind.PASSWORD
                ? password(secret, key.assigned(), quoted(value), key.tight())
                : token(value, key.assigned());
    }

    private static boolean password(String secret, boolean assigned, boolean quoted, boolean tight) {
        int dashes = 0;
        boolean digit = false;
        boolean lower = false;
        boolean upper = false;
        boolean sign = false;
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            digit |= Neighbours.digit(c);
            lower |= c >= 'a' && c <= 'z';
            upper |= c >= 'A' && c <= 'Z';
            dashes += c == '-' ? 1 : 0;
            sign |= !Neighbours.word(c) && c != '-' && c != '.' && c != '/';
        }
        boolean letters = lower || upper;
        if ((digit && letters) || (sign && (letters || digit))) {
            return assigned || quoted || (lower && upper) || sign || digit;
        }
        if (!letters) {
            return digit && assigned && secret.indexOf('.') < 0;
        }
        boolean phrase = dashes >= 3;
        return assigned
                && (phrase
                        || ((quoted || tight)
                                && !(lower && upper)
                                && secret.indexOf('_') < 0
                                && secret.indexOf('.') < 0));
    }

    /** Whether it has digits, small letters and capitals, so that it is worth a look at its column's head. */
    private static boolean strong(Candidate value) {
        int kinds = 0;
        for (int i = value.start(); i < value.end(); i++) {
            char c = value.text().charAt(i);
            kinds |= Neighbours.digit(c) ? 1 : c >= 'a' && c <= 'z' ? 2 : c >= 'A' && c <= 'Z' ? 4 : 0;
        }
        return kinds == 7 && Placeholders.distinct(value) >= 6;
    }

    private static boolean token(Candidate value, boolean assigned) {
        int digits = 0;
        int letters = 0;
        for (int i = value.start(); i < value.end(); i++) {
            char c = value.text().charAt(i);
            digits += Neighbours.digit(c) ? 1 : 0;
            letters += Character.isLetter(c) ? 1 : 0;
        }
        int length = value.end() - value.start();
        int least = assigned ? 8 : 16;
        boolean mixed = digits > 0 && letters > 0;
        boolean random = length >= 24 && Placeholders.distinct(value) >= 14;
        return length >= least && (mixed ? Placeholders.distinct(value) >= 6 : random && letters > 0);
    }
}
