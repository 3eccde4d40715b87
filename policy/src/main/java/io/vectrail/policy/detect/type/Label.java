package io.vectrail.policy.detect.type;

import io.vectrail.policy.detect.type.Naming.Named;
import io.vectrail.policy.detect.type.Naming.Telling;
import java.util.stream.Stream;

/**
 * Tells from the words beside a place what it is said to be. A context word near a value says that the type is spoken of; this
 * says whether it is spoken of this value, so that an order's number beside a passport's is none. Its own check goes first: it is
 * cheap, and refuses most.
 */
final class Label {

    /** How many letters an acronym has at most. */
    private static final int ACRONYM = 5;

    private final String[] words;
    private final Naming naming;

    private Label(String... words) {
        this.words = words;
        this.naming = new Naming(words);
    }

    /** @param words as {@link Recognizer#context} takes them */
    static Label of(String... words) {
        return new Label(words);
    }

    /** For {@link Recognizer.Builder#context}: these, and what short ones are in names such as SSNNumber, where capitals hide them. */
    String[] words() {
        return Stream.of(words)
                .flatMap(word -> word.length() > ACRONYM || word.contains(" ")
                        ? Stream.of(word)
                        : Stream.of(word, word + " number", word + " no", word + " id"))
                .distinct()
                .toArray(String[]::new);
    }

    /** For values that are too common without their label: it must be there. */
    Check required(Check check) {
        return candidate -> check.holds(candidate) && isNamed(candidate);
    }

    /** For numbers that their check digits tell from most others, unless something else is said of them right beside. */
    Check unlessOther(Check check) {
        return candidate -> check.holds(candidate)
                && Alone.looselyHolds(candidate)
                && !isOther(candidate, (words, index, count) -> !OtherLabels.CHANNELS.has(words, index, count));
    }

    /** For values that hardly anything else looks like; only goods' numbers may look like anything. */
    Check unlessGoods(Check check) {
        return candidate ->
                check.holds(candidate) && Alone.looselyHolds(candidate) && !isOther(candidate, OtherLabels.GOODS::has);
    }

    /** In a path or a file's name its label is right before it. */
    private boolean isNamed(Candidate candidate) {
        boolean alone = Alone.holds(candidate);
        if (!alone && !Alone.looselyHolds(candidate)) {
            return false;
        }
        Words before = Words.before(candidate);
        return (alone || naming.adjacent(before, (words, index, count) -> true) == Named.OWN)
                && nearest(candidate, before) == Named.OWN;
    }

    private Named nearest(Candidate candidate, Words before) {
        Words heading = heading(candidate);
        if (!heading.isEmpty()) {
            return naming.named(heading);
        }
        Named named = naming.named(before);
        boolean mayFollow =
                named == Named.NOTHING || (named == Named.OTHER && (isBracket(candidate) || Remark.saysAs(candidate)));
        return mayFollow && behind(candidate) == Named.OWN ? Named.OWN : named;
    }

    private boolean isOther(Candidate candidate, Telling telling) {
        Words heading = heading(candidate);
        if (!heading.isEmpty()) {
            return naming.adjacent(heading, telling) == Named.OTHER;
        }
        Named before = naming.adjacent(Words.before(candidate), telling);
        Named behind = isBracket(candidate) ? behind(candidate) : Named.NOTHING;
        return behind == Named.OTHER || (before == Named.OTHER && behind != Named.OWN);
    }

    private Words heading(Candidate candidate) {
        Words heading = Column.heading(candidate);
        if (heading.isEmpty()) {
            return Insert.column(candidate);
        }
        // In a table of fields and values the row tells.
        boolean tells = !Fillers.nameNothing(heading) || naming.named(heading) != Named.NOTHING;
        return tells ? heading : WordsBetween.NONE;
    }

    private static boolean isBracket(Candidate candidate) {
        return candidate.after(1) == '(' || (candidate.after(1) == ' ' && candidate.after(2) == '(');
    }

    /** What the field behind it, or what is said behind it, names. */
    private Named behind(Candidate candidate) {
        Named kind = naming.named(Sibling.kind(candidate));
        return kind == Named.NOTHING ? naming.behind(Remark.behind(candidate)) : kind;
    }
}
