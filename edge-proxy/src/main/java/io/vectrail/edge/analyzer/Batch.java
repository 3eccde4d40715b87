package io.vectrail.edge.analyzer;

import java.util.ArrayList;
import java.util.List;

/**
 * The texts that one call asks about. Texts that have nothing in them are in none.
 *
 * @param indexes of the texts, among all that are asked about
 * @param texts these, in the same order
 */
record Batch(List<Integer> indexes, List<String> texts) {

    /** Calls of one request to one analyzer. */
    static final int MOST_CALLS = 64;

    /** UTF-16 code units of the texts of one call: a language model reads some tens of thousands in a second. */
    static final int MOST_CHARACTERS = 128 * 1024;

    Batch {
        indexes = List.copyOf(indexes);
        texts = List.copyOf(texts);
    }

    /**
     * The calls that together ask about all texts.
     *
     * @param most texts in one call
     * @throws FailedException when there is more than an analyzer may be asked about
     */
    static List<Batch> of(List<String> texts, int most) throws FailedException {
        List<Batch> batches = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        long characters = 0;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.isBlank()) {
                continue;
            }
            if (text.length() > MOST_CHARACTERS) {
                throw tooMuch();
            }
            if (indexes.size() == most || characters + text.length() > MOST_CHARACTERS) {
                batches.add(of(indexes, texts));
                indexes.clear();
                characters = 0;
            }
            indexes.add(i);
            characters += text.length();
        }
        if (!indexes.isEmpty()) {
            batches.add(of(indexes, texts));
        }
        if (batches.size() > MOST_CALLS) {
            throw tooMuch();
        }
        return batches;
    }

    private static Batch of(List<Integer> indexes, List<String> all) {
        return new Batch(indexes, indexes.stream().map(all::get).toList());
    }

    private static FailedException tooMuch() {
        return new FailedException(new Failure(
                Failure.Reason.TOO_MUCH,
                "may not be asked about as much text as this request has; send fewer or shorter inputs at once"));
    }
}
