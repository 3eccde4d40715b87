package io.vectrail.policy.decide;

import io.vectrail.event.VectorFault;
import io.vectrail.event.VectorFinding;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Vector;
import io.vectrail.provider.VectorType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks whether an answer's vectors are what was asked for. A provider that fails half-way says 200, too. */
public final class VectorCheck {

    private VectorCheck() {}

    /** What is wrong, each fault once with the inputs that have it; empty where all is well. */
    public static List<VectorFinding> findings(EmbeddingRequest request, EmbeddingResponse response) {
        Map<VectorFault, TreeSet<Integer>> found = new EnumMap<>(VectorFault.class);
        if (response.inputs() != request.inputs().size()) {
            found.put(VectorFault.COUNT, new TreeSet<>());
        }
        Map<VectorType, Integer> dimensions = new EnumMap<>(VectorType.class);
        for (Vector vector : response.vectors()) {
            VectorFault fault = vector.ofSigns() ? null : fault(vector.components());
            if (fault != null) {
                found.computeIfAbsent(fault, fresh -> new TreeSet<>()).add(vector.item());
            }
            if (vector.lengthAsked() && vector.dimensions() != expected(request, vector, dimensions)) {
                found.computeIfAbsent(VectorFault.DIMENSIONS, fresh -> new TreeSet<>())
                        .add(vector.item());
            }
        }
        List<VectorFinding> findings = new ArrayList<>();
        found.forEach((fault, items) -> findings.add(new VectorFinding(fault, List.copyOf(items))));
        return findings;
    }

    private static @Nullable VectorFault fault(float[] components) {
        boolean zero = true;
        for (float component : components) {
            if (!Float.isFinite(component)) {
                return VectorFault.NOT_FINITE;
            }
            zero &= component == 0;
        }
        return zero ? VectorFault.ALL_ZERO : null;
    }

    /** As many as were asked for or, where the request does not say, as the first such of its type has. */
    private static int expected(EmbeddingRequest request, Vector vector, Map<VectorType, Integer> first) {
        Integer asked = request.dimensions(vector.item());
        return asked != null ? asked : first.computeIfAbsent(vector.type(), fresh -> vector.dimensions());
    }
}
