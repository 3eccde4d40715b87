package io.vectrail.policy.decide;

import io.vectrail.policy.rule.CannotBeExpressedException;
import io.vectrail.policy.rule.Redaction;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Rewriting;
import io.vectrail.provider.Vector;
import io.vectrail.provider.json.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** An answer's vectors as they are released: what rules take from them is taken, and each keeps its place. */
public final class ReleasedVectors {

    private static final int MOST_UNSIGNED = 255;

    private static final List<Redaction> WITHHELD = List.of(new Redaction.Withhold());

    private ReleasedVectors() {}

    /**
     * The changes of an answer's body.
     *
     * @param plain the body
     * @param withheld the inputs that were not forwarded: their vectors are of what stood in their place
     * @param redactions of which input
     * @param random of noise
     * @throws CannotBeExpressedException when the provider's form cannot say it, so that nothing may be released
     */
    public static List<Replacement> changes(
            byte[] plain,
            EmbeddingResponse response,
            Set<Integer> withheld,
            Redactions redactions,
            RandomGenerator random)
            throws CannotBeExpressedException {
        List<Replacement> changes = new ArrayList<>();
        for (Vector vector : response.vectors()) {
            List<Redaction> todo = withheld.contains(vector.item()) ? WITHHELD : redactions.of(vector.item());
            if (!todo.isEmpty()) {
                float[] components = vector.components();
                for (Redaction redaction : todo) {
                    components = redaction.applyTo(components, vector.indices(), random);
                }
                changes.addAll(Rewriting.of(plain, vector, fitting(vector, components)));
            }
        }
        return changes;
    }

    /** As the vector's type can say it: as many signs as fill its numbers, and numbers within its bounds. */
    private static float[] fitting(Vector vector, float[] components) throws CannotBeExpressedException {
        int per = vector.type().perNumber();
        if (components.length % per != 0) {
            throw new CannotBeExpressedException(
                    "vectors of this type are shortened to a multiple of " + per + " components");
        }
        return switch (vector.type()) {
            case INT8 -> within(components, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case UINT8 -> within(components, 0, MOST_UNSIGNED);
            case BITS -> within(components, 0, 1);
            case FLOAT, SPARSE -> finite(components, vector.components());
            case BINARY, UBINARY -> components;
        };
    }

    /** A number that a redaction leaves as it came may be any; what one makes must be a number. */
    private static float[] finite(float[] components, float[] before) throws CannotBeExpressedException {
        for (int i = 0; i < components.length; i++) {
            if (!Float.isFinite(components[i]) && Float.compare(components[i], before[i]) != 0) {
                throw new CannotBeExpressedException("a component would be no finite number");
            }
        }
        return components;
    }

    private static float[] within(float[] components, int least, int most) {
        float[] whole = new float[components.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = Math.clamp(Math.round(components[i]), least, most);
        }
        return whole;
    }
}
