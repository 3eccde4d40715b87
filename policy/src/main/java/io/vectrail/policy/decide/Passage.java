package io.vectrail.policy.decide;

import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a request, with the input that it belongs to.
 *
 * @param item the input's index; {@link #NO_ITEM} where it stands beside the inputs
 * @param part where it stands
 * @param offset where its text begins in the input's, whose parts have a line each
 */
record Passage(int item, Part part, int offset) {

    static final int NO_ITEM = -1;

    /** All of a request, in its order. */
    static List<Passage> of(EmbeddingRequest request) {
        List<Passage> passages = new ArrayList<>();
        for (int item = 0; item < request.inputs().size(); item++) {
            Input input = request.inputs().get(item);
            int offset = 0;
            for (Part part : input.parts()) {
                passages.add(new Passage(item, part, offset));
                String text = part.text();
                offset += text == null ? 0 : text.length() + 1;
            }
        }
        request.others().forEach(other -> passages.add(new Passage(NO_ITEM, other, 0)));
        return passages;
    }

    /** Whether it says what is to be done, so that nothing in it can be changed. */
    boolean structural() {
        return part instanceof Part.Text text && text.role() == Part.Role.STRUCTURAL;
    }

    /** How a refusal calls it. */
    String name() {
        return part instanceof Part.Text text && !text.field().isEmpty() ? "\"" + text.field() + "\"" : "a field";
    }
}
