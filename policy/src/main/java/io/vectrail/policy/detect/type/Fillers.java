package io.vectrail.policy.detect.type;

/** Words that may stand beside a value and do not tell what it is. */
final class Fillers {

    /** Words that stand between a label and its value, and name nothing. Those of one or two letters are left out, too. */
    private static final String WORDS = """
            number, numbers, numero, numer, num, nbr, nos, code, value, val, text, data, field, are, was, were, the,
            her, his, your, its, our, their, mine, for, and, und, del, della, dell, los, las, con, here, this, that,
            follows, following, below, above, reads, usa, null, quot, string, new, old, please, thanks, currently,
            state, issued, from, with, has, have, right, one, correct, actual, full, current, same, also, only, now,
            still, but, not, will, can, should, you, she, they, who, which, there, yes, okay, sure, hello, hey, dear,
            regards, true, false, none, had, been, being, did, does, doing, went, goes, come, comes, came, begins,
            starts, ends, shown, shows, show, stands, listed, printed, recorded, noted, registered, given, giving,
            valid, under, believe, think, guess, probably, maybe, let, lets, check, see, look, looks, find, found,
            read, reading, write, written, set, get, equals, equal, like, matches, match, before, after, previous,
            raw, content, body, input, output, result, param, params, argument, arg, into, onto, about, then, when,
            where, what, because, since, would, could, may, might, must, shall, need, needs, want, wants, try, tried,
            use, used, using, take, taken, took, put, send, sending, confirm, confirmed, verified, verify, according,
            ready, well, just, really, already, again, know, known, called, named, saved, stored, changed, change,
            updated, update, back, out, down, off, some, any, all, each, both, him, them, myself, himself, herself,
            starting, too, very, much, quite, per, via, alla, alle, nel, nella, dal, dalla, sono, stato, stata,
            questo, questa, ecco, suo, sua, mio, mia, por, para, una, uno, este, esta, tiene, tengo, soy, jest, moj,
            moja, oraz, dla, nie, tak, ten, est, les, une, mon, ist, der, die, das, mein, meine, document, doc,
            documento, card, certificate, identifier, identification, identity, type, kind, format, holder, details,
            info, information, entry, fields, label, return, identificativo, codice, codigo, tessera, dokument, nazwa,
            valore, valor, course, thing, moment, sir, madam, second, hold, wait, absolutely, certainly, gladly,
            morning, afternoon, evening, day, team, everyone, folks, good, great, fine, sorry, problem, lautet, voici
            """;

    /** Words that say that what follows answers what was asked for before. */
    private static final String ANSWERING = """
            replied, reply, replies, answered, answer, answers, responded, response, wrote, writes, said, says, gave,
            gives, entered, typed, provided, sent, told, stated, got, eccolo, eccola, ecco, risposto, rispondo,
            scritto, respondi, respuesta, aqui, contesto, escribio, oto, odpowiedz, podaje, podal, podala, dictated,
            spelled, spelt, shared, pasted, submitted, supplied, presented, handed, produced, filled, copied, scanned,
            texted, emailed, mailed, forwarded, reported, repeated, quoted, holds, showed
            """;

    static final SpelledSet ANSWERS = WordList.of(ANSWERING);

    /** Those and the answers, none of which could name something. */
    static final SpelledSet NOTHING = WordList.of(WORDS, ANSWERING);

    /** Who speaks in a talk that is written down line by line. */
    static final SpelledSet SPEAKERS = WordList.of("""
            agent, caller, customer, user, bot, assistant, client, support, me, you, q, a, operator, rep, patient, doctor, nurse,
            interviewer, applicant, member, guest, employee, human, cliente, utente, operatore, klient
            """);

    /** Those of one or two letters that may be a field's whole name and name nothing. */
    static final SpelledSet SHORT_FILLERS = WordList.of("no, nr, n, s, is, v, eq, ne, in, to");

    /** Words whose dot ends no sentence; neither does that of one or two letters. */
    static final SpelledSet ABBREVIATIONS = WordList.of("""
            nos, num, nro, nbr, lic, acct, acc, sec, soc, ref, mrs, reg, regn, cod, fisc, pass, tel, nat, ins, doc, vat, ltd, pty, pvt,
            inc, corp, llc, plc, dept, govt, approx, prof, rev, gen, jan, feb, mar, apr, aug, sept, oct, nov, dec
            """);

    private Fillers() {}

    /** Whether there is no noun among them that could name something, as in value, or given answer. */
    static boolean nameNothing(Words words) {
        for (int i = 0; words.has(i); i++) {
            if (!namesNothing(words, i)) {
                return false;
            }
        }
        return true;
    }

    static boolean namesNothing(Words words, int index) {
        return words.length(index) <= 2 || NOTHING.has(words, index, 1);
    }
}
