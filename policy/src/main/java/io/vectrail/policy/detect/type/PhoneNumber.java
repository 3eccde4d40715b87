package io.vectrail.policy.detect.type;

/**
 * A telephone number: with a country's code (ITU-T E.164), or as the United States and Canada, the United Kingdom, Germany, France,
 * Spain, Italy, the Netherlands, Poland, Australia, India, Singapore, Brazil and Japan write their own. Groups of digits that may
 * be anything, and digits alone, need a word that names them.
 */
final class PhoneNumber {

    private static final String AREA = "(?:\\(0[1-9]\\d{0,4}\\)|\\b0[1-9]\\d{0,4})";
    private static final String BETWEEN = "(?:[ /-]| [/-] )";

    static final Recognizer RECOGNIZER = recognizer();

    private PhoneNumber() {}

    private static Recognizer recognizer() {
        Recognizer.Builder builder = Recognizer.of("PHONE_NUMBER");
        CallingCodes.international().forEach(pattern -> builder.shape(0.9, pattern, PhoneNumber::international));
        CallingCodes.dialled()
                .forEach(pattern ->
                        builder.shape(0.6, pattern, phone -> groups(phone) > 10 ? stands(phone) : named(phone)));
        national(builder);
        named(builder);
        return builder.context(PhoneWords.OWN.list()).build();
    }

    /** Shapes that other numbers seldom have. */
    private static void national(Recognizer.Builder builder) {
        builder.shape(
                        0.8,
                        "(?:\\b1[ .-])?\\(\\d{3}\\)[ .-]?\\d{3}[ .-]?\\d{4}\\b",
                        phone -> stands(phone) && america(phone))
                .shape(0.6, "\\b(?:1[ .-])?\\d{3}[ ./-]\\d{3}[ .-]\\d{4}\\b", phone -> stands(phone) && america(phone))
                .shape(0.7, "\\b0[1-9](?:[ .-]\\d{2}){4}\\b", phone -> stands(phone) && even(phone))
                .shape(
                        0.6,
                        AREA + "(?:[ ./-]| - )\\d{2,3}[ ./-]\\d{2,3}[ ./-]\\d{2,3}\\b",
                        phone -> stands(phone) && zero(phone, 10))
                .shape(0.6, AREA + "(?:[ ./-]| - )?\\d{2,4}[ .-]\\d{3,4}\\b", phone -> stands(phone) && zero(phone, 10))
                .shape(
                        0.6,
                        AREA + BETWEEN + "\\d{4,8}(?:-\\d{1,4})?\\b",
                        phone -> stands(phone) && zero(phone, 9) && !zip(phone))
                .shape(0.6, "\\b0\\d{1,4}\\(\\d{1,4}\\)\\d{4}\\b", phone -> stands(phone) && zero(phone, 10))
                .shape(0.7, "\\([1-9]\\d\\)[ -]?9?\\d{4}[ -]?\\d{4}\\b", PhoneNumber::stands)
                .shape(0.7, "\\([1-9]\\d\\)[ -]?\\d{3}[ -]\\d{2}[ -]\\d{2}\\b", PhoneNumber::stands)
                .shape(0.55, "\\b[1-9]\\d 9\\d{4}-\\d{4}\\b", PhoneNumber::stands);
    }

    /** Shapes that any number may have. */
    private static void named(Recognizer.Builder builder) {
        builder.labelled(0.6, "\\b[1-9]\\d{2}[ .-]\\d{3}[ .-]\\d{3}\\b", PhoneNumber::named)
                .labelled(0.6, "\\b[1-9]\\d{1,2}[ .-]\\d{2,3}[ .-]\\d{2}[ .-]\\d{2}\\b", PhoneNumber::named)
                .labelled(
                        0.6,
                        "\\b[1-9]\\d{1,4}[ .-]\\d{4,7}\\b",
                        phone -> digits(phone) >= 8 && digits(phone) <= 11 && named(phone))
                .labelled(
                        0.6,
                        "\\b[1-9]\\d{1,3}[ .-]\\d{3,5}[ .-]\\d{3,4}\\b",
                        phone -> digits(phone) >= 10 && named(phone))
                .labelled(0.6, "\\b[1-9]\\d(?:[ .-]\\d{2}){3}\\b", PhoneNumber::named)
                .labelled(0.6, "\\b\\d{8,13}\\b", phone -> plausible(phone) && named(phone));
    }

    private static boolean international(Candidate phone) {
        String digits = phone.digits();
        char before = phone.before(1);
        boolean closed = brackets(phone);
        boolean america = digits.charAt(0) != '1' || America.holds(digits.substring(1));
        return closed
                && america
                && !Neighbours.word(before)
                && before != '+'
                && !Neighbours.goesOn(phone.after(1), phone.after(2));
    }

    /** Whether nothing goes on beside it, and no name says that it is something else. */
    private static boolean stands(Candidate phone) {
        return !Neighbours.longer(phone)
                && phone.before(1) != '+'
                && phone.before(1) != '#'
                && phone.before(1) != '$'
                && !(phone.after(1) == ':' && Neighbours.digit(phone.after(2)))
                && !Neighbours.measured(phone)
                && !grouped(phone)
                && (!Labels.directly(phone, PhoneWords.OTHER)
                        || Labels.before(phone, PhoneWords.OWN, PhoneWords.OTHER));
    }

    /** Whether it goes on groups of four, as accounts and cards have. */
    private static boolean grouped(Candidate phone) {
        int signs = 0;
        boolean digit = false;
        while (signs < 5 && Neighbours.word(phone.before(signs + 2))) {
            digit |= Neighbours.digit(phone.before(signs + 2));
            signs++;
        }
        return phone.before(1) == ' ' && signs == 4 && digit && phone.before(6) <= ' ';
    }

    private static boolean named(Candidate phone) {
        return stands(phone) && Labels.name(phone, PhoneWords.OWN, PhoneWords.OTHER);
    }

    private static boolean america(Candidate phone) {
        String digits = phone.digits();
        return America.holds(digits.length() == 11 ? digits.substring(1) : digits);
    }

    private static boolean zero(Candidate phone, int least) {
        int digits = digits(phone);
        return digits >= least && digits <= 12;
    }

    /** Whether one sign is between all of its groups. */
    private static boolean even(Candidate phone) {
        char sign = phone.text().charAt(phone.start() + 2);
        for (int i = 5; i < phone.end() - phone.start(); i += 3) {
            if (phone.text().charAt(phone.start() + i) != sign) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a ZIP code of nine digits. */
    private static boolean zip(Candidate phone) {
        return phone.end() - phone.start() == 10
                && phone.text().charAt(phone.start() + 5) == '-'
                && phone.after(1) != '-';
    }

    private static boolean brackets(Candidate phone) {
        int open = 0;
        for (int i = phone.start(); i < phone.end(); i++) {
            char c = phone.text().charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0 || open > 1) {
                return false;
            }
        }
        return open == 0;
    }

    /** Its length where signs stand between its digits, or 0. */
    private static int groups(Candidate phone) {
        int length = phone.end() - phone.start();
        return digits(phone) < length ? length : 0;
    }

    private static int digits(Candidate phone) {
        int digits = 0;
        for (int i = phone.start(); i < phone.end(); i++) {
            digits += Neighbours.digit(phone.text().charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    /** Whether digits alone may be dialled in one of the countries. */
    private static boolean plausible(Candidate phone) {
        String digits = phone.digits();
        char first = digits.charAt(0);
        return switch (digits.length()) {
            case 8 -> first >= '2';
            case 9 -> first != '1';
            case 10 -> first != '1' || digits.charAt(1) >= '1';
            default ->
                first == '0'
                        || first != '1'
                        || America.holds(digits.substring(1))
                        || digits.charAt(2) == '9'
                        || CallingCodes.begins(digits);
        };
    }
}
