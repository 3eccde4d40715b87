package io.vectrail.load.risk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A made-up language: function words that stand everywhere, general words, and words of 40 domains with 6 topics each and 30 subjects in a topic. Words of a kind
 * are as unevenly frequent as in a language (Zipf).
 */
final class Language {

    static final int DOMAINS = 40;
    static final int TOPICS_OF_A_DOMAIN = 6;
    static final int TOPICS = DOMAINS * TOPICS_OF_A_DOMAIN;
    static final int SUBJECTS_OF_A_TOPIC = 30;
    static final int SUBJECTS = TOPICS * SUBJECTS_OF_A_TOPIC;

    /** What belongs to no topic or subject. */
    static final int NONE = -1;

    private static final int GENERAL = 3000;
    private static final int OF_A_TOPIC = 40;
    private static final int OF_A_SUBJECT = 16;
    private static final int CONTENT = GENERAL + TOPICS * OF_A_TOPIC + SUBJECTS * OF_A_SUBJECT;

    private static final List<String> FUNCTION = List.of(
            ("the of and to a in is that for it as with on be by this are or from at an not which can has was will their but"
                            + " all when if more its one they may each into only other should used must any after before")
                    .split(" ", -1));

    /** What questions, templates and instructions are made of. */
    private static final List<String> FRAME = List.of(
            ("what how do find can you explain where does say who may use why there no allowed have when we get happens long take"
                            + " i need know about please show me tell product category price eur stock item number customer born contract last asked"
                            + " segment gold silver basic patient was treated university hospital query passage represent sentence searching"
                            + " relevant passages handbook them")
                    .split(" ", -1));

    private static final String[] SYLLABLES = {
        "ka", "re", "mo", "ti", "sul", "ber", "an", "do", "vi", "lor", "ne", "pas", "gu", "em", "cho", "fin", "ra",
        "quo", "sta", "wy"
    };
    private static final int SPELLINGS = 160_000;

    private static final Map<String, Integer> PLACES = places();

    private Language() {}

    /** What is known of a word; {@link #NONE} where it has none. */
    record Meaning(int domain, int topic, int subject, Kind kind) {}

    enum Kind {
        FUNCTION,
        FRAME,
        CONTENT
    }

    /** Null where the language does not have the word. */
    static @Nullable Meaning meaning(String word) {
        Integer place = PLACES.get(word);
        if (place == null) {
            return null;
        }
        if (place < 0) {
            return new Meaning(NONE, NONE, NONE, place == -1 ? Kind.FUNCTION : Kind.FRAME);
        }
        if (place < GENERAL) {
            return new Meaning(NONE, NONE, NONE, Kind.CONTENT);
        }
        int topical = place - GENERAL;
        if (topical < TOPICS * OF_A_TOPIC) {
            int topic = topical / OF_A_TOPIC;
            return new Meaning(topic / TOPICS_OF_A_DOMAIN, topic, NONE, Kind.CONTENT);
        }
        int subject = (topical - TOPICS * OF_A_TOPIC) / OF_A_SUBJECT;
        int topic = subject / SUBJECTS_OF_A_TOPIC;
        return new Meaning(topic / TOPICS_OF_A_DOMAIN, topic, subject, Kind.CONTENT);
    }

    static String function(SplittableRandom random) {
        return FUNCTION.get(zipf(random, FUNCTION.size()));
    }

    static String general(SplittableRandom random) {
        return spelled(zipf(random, GENERAL));
    }

    static String ofTopic(int topic, SplittableRandom random) {
        return spelled(GENERAL + topic * OF_A_TOPIC + zipf(random, OF_A_TOPIC));
    }

    static String ofSubject(int subject, SplittableRandom random) {
        return spelled(GENERAL + TOPICS * OF_A_TOPIC + subject * OF_A_SUBJECT + zipf(random, OF_A_SUBJECT));
    }

    /** Of a dictionary: any as well as any other. */
    static String any(SplittableRandom random) {
        return spelled(random.nextInt(CONTENT));
    }

    /** The first about as often as Zipf says, with what keeps the head from being too heavy. */
    private static int zipf(SplittableRandom random, int size) {
        double least = StrictMath.log(1.5);
        double most = StrictMath.log(size + 1.5);
        return Math.min(size - 1, (int) (StrictMath.exp(least + random.nextDouble() * (most - least)) - 1.5));
    }

    private static String spelled(int place) {
        // One number to one other: no two words are spelled alike.
        int spelling = (int) ((place * 61_681L + 7) % SPELLINGS);
        StringBuilder word = new StringBuilder();
        for (int syllable = 0; syllable < 4; syllable++) {
            word.append(SYLLABLES[spelling % SYLLABLES.length]);
            spelling /= SYLLABLES.length;
        }
        return word.toString();
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        List<String> all = new ArrayList<>();
        for (int place = 0; place < CONTENT; place++) {
            all.add(spelled(place));
        }
        for (int place = 0; place < CONTENT; place++) {
            places.put(all.get(place), place);
        }
        FRAME.forEach(word -> places.put(word, -2));
        FUNCTION.forEach(word -> places.put(word, -1));
        return places;
    }
}
