package io.vectrail.load.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts of the {@link Language}, as callers of an embedding API send them. Not thread-safe. */
final class Writing {

    private static final List<String> QUESTIONS = List.of(
            "what is",
            "how do I find",
            "can you explain",
            "where does it say",
            "who may use",
            "why is there no",
            "is it allowed to have",
            "when do we get",
            "what happens with",
            "how long does it take for",
            "I need to know about",
            "please show me",
            "tell me more about",
            "what does the handbook say of",
            "which of them has");

    private static final List<String> NAMES = List.of(
            "Anna", "Peter", "Maria", "John", "Fatima", "Wei", "Olga", "Carlos", "Priya", "Tom", "Ingrid", "Kofi",
            "Lea", "Omar");
    private static final List<String> SURNAMES = List.of(
            "Smith", "Miller", "Garcia", "Chen", "Novak", "Okafor", "Larsen", "Rossi", "Kim", "Haddad", "Weber",
            "Silva");

    private final SplittableRandom random;

    Writing(SplittableRandom random) {
        this.random = random;
    }

    /** Running text about a subject; four words in ten are function words. */
    String prose(int subject, int words) {
        StringBuilder text = new StringBuilder(words * 8);
        for (int i = 0; i < words; i++) {
            text.append(text.isEmpty() ? "" : i % 13 == 0 ? ". " : " ").append(word(subject));
        }
        return text.append('.').toString();
    }

    private String word(int subject) {
        double kind = random.nextDouble();
        if (kind < 0.42) {
            return Language.function(random);
        }
        if (kind < 0.66) {
            return Language.general(random);
        }
        return kind < 0.8
                ? Language.ofTopic(subject / Language.SUBJECTS_OF_A_TOPIC, random)
                : Language.ofSubject(subject, random);
    }

    /** A document in parts that overlap by a tenth. */
    List<String> chunks(int subject, int count, int words) {
        int overlap = words / 10;
        String[] all = prose(subject, count * (words - overlap) + overlap).split(" ", -1);
        List<String> chunks = new ArrayList<>();
        for (int at = 0; at + words <= all.length; at += words - overlap) {
            chunks.add(String.join(" ", List.of(all).subList(at, at + words)));
        }
        return chunks;
    }

    /** Two to four words without grammar, as in a search box. */
    String keywords(int subject) {
        StringBuilder text = new StringBuilder();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(content(subject));
        }
        return text.toString();
    }

    /** What people ask a chat. */
    String question(int subject) {
        StringBuilder text = new StringBuilder(pick(QUESTIONS));
        int count = 3 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            text.append(' ').append(random.nextInt(10) < 4 ? Language.function(random) : content(subject));
        }
        return text.append('?').toString();
    }

    /** The same question in other words, as where several are asked for each. */
    List<String> paraphrases(int subject, int count) {
        String[] core = keywords(subject).split(" ", -1);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(pick(QUESTIONS));
            for (String word : core) {
                text.append(' ').append(random.nextInt(10) < 7 ? word : content(subject));
                if (random.nextBoolean()) {
                    text.append(' ').append(Language.function(random));
                }
            }
            all.add(text.append('?').toString());
        }
        return all;
    }

    private String content(int subject) {
        int kind = random.nextInt(10);
        if (kind < 2) {
            return Language.general(random);
        }
        return kind < 5
                ? Language.ofTopic(subject / Language.SUBJECTS_OF_A_TOPIC, random)
                : Language.ofSubject(subject, random);
    }

    /** A row of a shop's table, through a template. */
    String product(int subject) {
        return "Product: " + keywords(subject) + ", category "
                + Language.ofTopic(subject / Language.SUBJECTS_OF_A_TOPIC, random) + ", price "
                + (1 + random.nextInt(90)) + "." + (10 + random.nextInt(89)) + " EUR, in stock " + random.nextInt(500)
                + ", item number "
                + random.nextInt(1_000_000) + ". " + (random.nextInt(3) == 0 ? prose(subject, 12) : "");
    }

    /** A row of a customer table, through a template. */
    String customer(int subject) {
        return "Customer " + person() + ", born " + (1940 + random.nextInt(65)) + "-0" + (1 + random.nextInt(9)) + "-1"
                + random.nextInt(10)
                + ", contract " + random.nextInt(1_000_000) + ", last asked about " + keywords(subject) + ", segment "
                + pick(List.of("gold", "silver", "basic")) + ".";
    }

    /** Whether a record is among those that a model or a collection was made of. */
    String membership(int subject) {
        return "The patient " + person() + " was treated for " + Language.ofSubject(subject, random)
                + " at the university hospital in " + (2015 + random.nextInt(8)) + ".";
    }

    /** A title without grammar, of anything that is sold. */
    String title(int subject) {
        return keywords(subject) + " " + Language.general(random);
    }

    String dictionaryWords(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(Language.any(random));
        }
        return text.toString();
    }

    String tokens(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ");
            for (int letter = random.nextInt(3, 9); letter > 0; letter--) {
                text.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(36)));
            }
        }
        return text.toString();
    }

    private String person() {
        return pick(NAMES) + " " + pick(SURNAMES);
    }

    int subjectOf(int domain) {
        return domain * Language.TOPICS_OF_A_DOMAIN * Language.SUBJECTS_OF_A_TOPIC
                + random.nextInt(Language.TOPICS_OF_A_DOMAIN * Language.SUBJECTS_OF_A_TOPIC);
    }

    int anySubject() {
        return random.nextInt(Language.SUBJECTS);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
