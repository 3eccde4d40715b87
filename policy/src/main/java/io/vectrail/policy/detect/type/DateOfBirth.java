package io.vectrail.policy.detect.type;

/** The date that somebody was born, in the writings of dates that people use; a word beside it says that it is that. */
final class DateOfBirth {

    private static final PhraseSet BIRTH = PhraseSet.of(
            "date of birth, birth date, birthdate, birth dt, birthday, birthdays, born, dob, d.o.b, bday, b day, "
                    + "birth:, geburtsdatum, geburtstag, geboren, geb, geb.datum, date de naissance, date naissance, née, "
                    + "né, fecha de nacimiento, fecha nacimiento, f. nacimiento, fec nacimiento, nació, nacido, nacida, "
                    + "fnac, cumpleaños, data di nascita, data nascita, nato, nata, compleanno, data de nascimento, "
                    + "data nascimento, nascido, nascida, nasceu, aniversário, geboortedatum, geboren op, verjaardag, "
                    + "data urodzenia, data ur, urodzony, urodzona, ur, urodziny, 生年月日, 誕生日, født, född, fødselsdato, "
                    + "födelsedatum, date born, day of birth, birth day, date and place of birth, "
                    + "date et lieu de naissance, fecha y lugar de nacimiento, data e luogo di nascita, "
                    + "data e local de nascimento, birth time");

    private static final PhraseSet OTHER = PhraseSet.of(
            "admitted, admission, visit, visited, appointment, issued, issue, expires, expiry, expiration, "
                    + "expired, created, updated, hired, joined, since, due, effective, registered, signed, died, "
                    + "deceased, death, dod, married, invoice, ordered, order, today, seen, discharged, discharge, valid, "
                    + "until, delivered, shipped, graduated, moved, enrolled, login, wedding, anniversary, exp, dated, "
                    + "voucher, cake, gift, discount, coupon, celebration, celebrate, dinner, bonus, place of birth, "
                    + "birthplace, scheduled, booked, arrived, started, start, ended, end, ticket, opened, closed, added, "
                    + "dropped, version, picker, format, column, removed, stolen, example, baptism, baptised, collected, "
                    + "received, gestorben, ausgestellt, gültig, eintritt, timestamp, party, diagnosed, vaccinated, "
                    + "modified, e.g, such as, placeholder, pattern, release, released, premiere, sent, done, last visit, "
                    + "last seen, last login, concert, parade");

    private static final PhraseSet BORN = PhraseSet.of(
            "born, geboren, geb, née, né, nació, nacido, nacida, nato, nata, nascido, nascida, urodzony, urodzona, født, född");

    /** What stands before the day on which something else happens. */
    private static final PhraseSet EVENT = PhraseSet.of(
            "on, until, till, before, after, by, since, at, between, than, within, am, bis, vor, nach, seit, ab, "
                    + "avant, après, depuis, antes, desde, hasta, prima, dopo, em, op, sinds, dnia, ago, week");

    /** What says of a date that it was told, and not that something happened then. */
    private static final PhraseSet TOLD = PhraseSet.of(
            "stated, provided, listed, recorded, supplied, declared, claimed, quoted, shared, corrected, expected");

    /** What names it right before it. */
    private static final PhraseSet SHORT =
            PhraseSet.of("birth, naissance, nacimiento, nascita, nascimento, urodzenia, geboorte, geburt");

    private static final PhraseSet COPULAS = PhraseSet.of("is, was, falls, ist, war, est, es, be");

    private static final PhraseSet THAT_DAY = PhraseSet.of("on, am, el, le, il");
    private static final PhraseSet AT = PhraseSet.of("at, on");

    private static final int FAR = 64;
    private static final String YEAR = "(?:(?:18|19|20)\\d{2}|\\d{2})";
    private static final String LONG = "(?:18|19|20)\\d{2}";
    private static final String MONTH = "(?:" + Dates.MONTH + ")(?:[A-Za-z]|ä|é|û|ç|ś|ź){0,9}";

    static final Recognizer RECOGNIZER = Recognizer.of("DATE_OF_BIRTH")
            .labelled(0.6, "\\b" + LONG + "[-/.]\\d{1,2}[-/.]\\d{1,2}", date -> Dates.yearFirst(date) && named(date))
            .labelled(
                    0.6,
                    "\\b\\d{1,2}(?:[-/]|\\. ?)\\d{1,2}(?:[-/]|\\. ?)" + YEAR,
                    date -> Dates.yearLast(date) && named(date))
            .labelled(0.6, "\\b\\d{1,2} \\d{1,2} " + LONG + "\\b", date -> Dates.yearLast(date) && named(date))
            .labelled(
                    0.6,
                    "\\b\\d{1,2}(?:st|nd|rd|th|er|\\.)?[ /-]?(?:of |de |day of )?" + MONTH + "[.,]?[ /-]?(?:de |del )?"
                            + YEAR + "\\b",
                    date -> Dates.month(date) && named(date))
            .labelled(
                    0.6,
                    "\\b" + MONTH + "\\.?[ -]\\d{1,2}(?:st|nd|rd|th)?(?:, ?|[ -])" + LONG + "\\b",
                    date -> Dates.month(date) && named(date))
            .labelled(
                    0.6, "\\b" + LONG + "[ /-]" + MONTH + "[ /-]\\d{1,2}\\b", date -> Dates.month(date) && named(date))
            .labelled(0.6, "\\b" + LONG + "年\\d{1,2}月\\d{1,2}日", DateOfBirth::named)
            .labelled(0.6, "\\b\\d{8}\\b", date -> Dates.compact(date) && named(date))
            .context(BIRTH.list())
            .context(SHORT.list())
            .build();

    private DateOfBirth() {}

    private static boolean named(Candidate date) {
        char after = date.after(1);
        boolean time = after == 'T' && Neighbours.digit(date.after(2));
        boolean longer = Neighbours.word(after) && !time;
        return !longer
                && !(date.before(1) == '-' || date.before(1) == '/')
                && !((after == '-' || after == '/') && Neighbours.digit(date.after(2)))
                && (born(date) || Labels.directly(date, SHORT) || (Labels.name(date, BIRTH, OTHER) && !event(date)));
    }

    /** Whether somebody "was born" behind it, with a few words between. */
    private static boolean born(Candidate date) {
        CharSequence text = date.text();
        int end = date.end();
        while (end < text.length()
                && end - date.end() < FAR / 2
                && (text.charAt(end) == ' ' || Character.isLetter(text.charAt(end)))) {
            end++;
        }
        int at = Labels.last(text, date.end(), end, BORN);
        int on = skip(text, date.start(), " ");
        boolean onThat = Phrases.any(text, Phrases.start(text, 0, on), on, THAT_DAY);
        return at >= 0 && onThat && Labels.last(text, date.end(), at, OTHER) < 0;
    }

    /** Whether something else happens on that day, as in "my date of birth was stolen in Leeds on", or it is compared with one. */
    private static boolean event(Candidate date) {
        CharSequence text = date.text();
        int end = skip(text, date.start(), " \"'(,");
        int key = skip(text, end, ":= \"'");
        int from = Phrases.start(text, 0, key);
        boolean at = key < end && Phrases.any(text, from, key, AT);
        boolean past = key == end
                && end - from > 3
                && text.charAt(end - 1) == 'd'
                && text.charAt(end - 2) == 'e'
                && !Phrases.any(text, from, end, TOLD);
        boolean day = key == end && Phrases.any(text, from, end, EVENT);
        if (!at && !past && !day) {
            return compared(text, end);
        }
        int verb = skip(text, from, " ");
        boolean copula = Phrases.any(text, Phrases.start(text, 0, verb), verb, COPULAS);
        int begin = Math.max(0, date.start() - FAR);
        int born = Labels.last(text, begin, date.start(), BORN);
        boolean done = day && verb > 2 && text.charAt(verb - 1) == 'd' && text.charAt(verb - 2) == 'e';
        return !copula && (done || born < 0 || born < Labels.last(text, begin, date.start(), BIRTH));
    }

    private static boolean compared(CharSequence text, int end) {
        char last = end > 0 ? text.charAt(end - 1) : 0;
        char before = end > 1 ? text.charAt(end - 2) : 0;
        return last == '<' || (last == '=' && (before == '<' || before == '>')) || (last == '>' && before == ' ');
    }

    private static int skip(CharSequence text, int end, String signs) {
        int i = end;
        while (i > 0 && signs.indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return i;
    }
}
