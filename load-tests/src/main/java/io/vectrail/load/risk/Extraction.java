package io.vectrail.load.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * Copies a model: asks for vectors of texts of everything, to train another on them (arXiv 2406.09355).
 *
 * @param of what it sends
 * @param batch texts of a call
 * @param calls how many calls
 * @param pause between calls, milliseconds
 */
record Extraction(Of of, int batch, int calls, long pause) implements Attack {

    enum Of {
        NATURAL_TEXTS,
        DICTIONARY_WORDS,
        WORD_LISTS,
        TOKENS
    }

    @Override
    public List<Call> calls(Means means, long start) {
        Writing writing = means.writing();
        List<Call> all = new ArrayList<>();
        long at = start;
        for (int i = 0; i < calls; i++) {
            List<String> texts = new ArrayList<>();
            for (int text = 0; text < batch; text++) {
                texts.add(text(writing, means));
            }
            all.add(new Call(at, means.from(), texts));
            at += pause + means.random().nextLong(pause / 2 + 1);
        }
        return all;
    }

    private String text(Writing writing, Means means) {
        return switch (of) {
            case NATURAL_TEXTS ->
                writing.prose(writing.anySubject(), means.random().nextInt(12, 60));
            case DICTIONARY_WORDS -> writing.dictionaryWords(means.random().nextInt(1, 4));
            case WORD_LISTS -> writing.dictionaryWords(means.random().nextInt(6, 20));
            case TOKENS -> writing.tokens(means.random().nextInt(4, 14));
        };
    }
}
