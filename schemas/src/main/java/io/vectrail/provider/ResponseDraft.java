package io.vectrail.provider;

import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been read of an answer so far. Shapes fill it; a codec makes a response of it. */
final class ResponseDraft {

    private static final int NOT_SEEN = -1;

    /** Of all inputs together: as many as the most inputs have in four types. */
    private static final int MOST_VECTORS = 4 * EmbeddingRequest.MOST_INPUTS;

    /** What the components of one answer may take: more than the largest body that an edge reads has in base64. */
    private static final long MOST_BYTES = 256L << 20;

    private final EmbeddingRequest request;
    private final List<Vector> vectors = new ArrayList<>();
    private final BitSet items = new BitSet();
    private final BitSet parts = new BitSet();
    private String model = "";
    private @Nullable Long promptTokens;
    private @Nullable Long totalTokens;
    private int inputs = NOT_SEEN;
    private int item;
    private int first;
    private int part;
    private long bytes;

    private ResponseDraft(EmbeddingRequest request) {
        this.request = request;
    }

    /** Reads a body whole. */
    static ResponseDraft of(byte[] body, EmbeddingRequest request, Shape<ResponseDraft> shape)
            throws MalformedBodyException {
        ResponseDraft draft = new ResponseDraft(request);
        JsonCursor.read("the response", body, shape, draft);
        return draft;
    }

    /**
     * The response.
     *
     * @param field where the codec finds the vectors, for the error where it is not there
     */
    EmbeddingResponse response(String field) throws MalformedBodyException {
        if (inputs == NOT_SEEN) {
            throw new MalformedBodyException("the response has no \"" + field + "\"");
        }
        sort();
        return new EmbeddingResponse(model, vectors, inputs, promptTokens, totalTokens);
    }

    private void sort() {
        if (!inOrder()) {
            vectors.sort(Comparator.comparingInt(Vector::item));
        }
    }

    private boolean inOrder() {
        for (int at = 1; at < vectors.size(); at++) {
            if (vectors.get(at).item() < vectors.get(at - 1).item()) {
                return false;
            }
        }
        return true;
    }

    /** What was asked. */
    EmbeddingRequest request() {
        return request;
    }

    void model(String name) {
        model = name;
    }

    void promptTokens(@Nullable Long count) {
        promptTokens = count;
    }

    /** Of one input, where the answer counts each by itself. */
    void morePromptTokens(@Nullable Long count) {
        if (count != null) {
            promptTokens = count + (promptTokens == null ? 0 : promptTokens);
        }
    }

    void totalTokens(@Nullable Long count) {
        totalTokens = count;
    }

    /** The next input's vectors come now. */
    void beginItem() {
        item = items.length();
        first = vectors.size();
    }

    /** Which input it is, where the answer says so. */
    void item(int index) {
        item = index;
    }

    /** The next of one input's several vectors comes now. */
    void beginPart() {
        part = vectors.size() - first;
    }

    /** Which of them it is, where the answer says so. */
    void part(int index) {
        part = index;
    }

    /** It has come. */
    void endPart() throws MalformedBodyException {
        int last = vectors.size() - 1;
        if (last < first || parts.cardinality() != last - first) {
            throw new MalformedBodyException("a part of an input has not one vector");
        }
        if (part < 0 || part >= EmbeddingRequest.MOST_INPUTS || parts.get(part)) {
            throw new MalformedBodyException(
                    "two parts of an input have the same \"index\", or one has none that can be");
        }
        parts.set(part);
        vectors.set(last, vectors.get(last).of(part));
    }

    /** All of them have come: they are put in the order that they say. */
    void endParts() throws MalformedBodyException {
        if (parts.length() != parts.cardinality()) {
            throw new MalformedBodyException("the \"index\" of the parts does not count from 0 without a gap");
        }
        vectors.subList(first, vectors.size()).sort(Comparator.comparingInt(Vector::item));
        parts.clear();
    }

    /** How many vectors have come. */
    int size() {
        return vectors.size();
    }

    /** By which words requests ask for vectors such as have come; in base64 for floats. */
    Set<String> words() {
        Set<String> words = new HashSet<>();
        for (Vector vector : vectors) {
            boolean base64 = vector.base64() && vector.type() == VectorType.FLOAT;
            words.add(base64 ? "base64" : vector.type().name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    void vector(Vector vector) throws MalformedBodyException {
        bytes += vector.bytes();
        if (vectors.size() == MOST_VECTORS || bytes > MOST_BYTES) {
            throw new MalformedBodyException("the response has more than " + MOST_VECTORS + " vectors, or more than "
                    + MOST_BYTES / Float.BYTES + " components; send fewer inputs in a request");
        }
        vectors.add(vector);
    }

    /** All of its vectors have come. */
    void endItem() throws MalformedBodyException {
        if (vectors.size() == first) {
            throw new MalformedBodyException("an element of the response has no vector");
        }
        if (item < 0 || item >= EmbeddingRequest.MOST_INPUTS) {
            throw new MalformedBodyException("the response has more vectors than any request can have inputs");
        }
        if (items.get(item)) {
            throw new MalformedBodyException("two vectors have the same \"index\"");
        }
        items.set(item);
        vectors.subList(first, vectors.size()).replaceAll(vector -> vector.of(item));
    }

    /** There is one vector of this type, or several, for each input; what comes next is of another type, or nothing more. */
    void endItems() throws MalformedBodyException {
        int count = items.cardinality();
        if (items.length() != count) {
            throw new MalformedBodyException("the \"index\" of the vectors does not count from 0 without a gap");
        }
        if (inputs != NOT_SEEN && inputs != count) {
            throw new MalformedBodyException("the response has not as many vectors of one type as of another");
        }
        inputs = count;
        items.clear();
    }

    /** For how many inputs there are vectors, once all of them have come. */
    int inputs() {
        return inputs;
    }

    /** What counted as the several vectors of one input, is each the vector of an input of its own. */
    void eachOfItsOwnInput() {
        sort();
        inputs = vectors.size();
        for (int at = 0; at < inputs; at++) {
            vectors.set(at, vectors.get(at).of(at));
        }
    }
}
