package io.vectrail.edge.policy;

import io.vectrail.edge.document.DetectionType;
import io.vectrail.event.VectorFinding;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that rules look for, in one input or in its vector.
 *
 * @param item the input's index
 * @param part where it stands in the request; null where it is the answer's
 */
record Finding(DetectionType type, int item, @Nullable Part part) {

    static List<Finding> in(EmbeddingRequest request) {
        List<Finding> found = new ArrayList<>();
        for (int item = 0; item < request.inputs().size(); item++) {
            Input input = request.inputs().get(item);
            for (Part part : input.parts()) {
                switch (part) {
                    case Part.Text text -> {}
                    case Part.Tokens tokens -> {
                        if (tokens.text() == null) {
                            found.add(new Finding(DetectionType.NOT_INSPECTED, item, tokens));
                        }
                    }
                    case Part.Media medium -> {
                        found.add(new Finding(DetectionType.MEDIA, item, medium));
                        if (mayBeImage(medium.mediaType())) {
                            found.add(new Finding(DetectionType.IMAGE, item, medium));
                        }
                    }
                }
            }
        }
        return found;
    }

    static List<Finding> in(List<VectorFinding> vectors) {
        List<Finding> found = new ArrayList<>();
        for (VectorFinding finding : vectors) {
            DetectionType type = switch (finding.getFault()) {
                case NOT_FINITE -> DetectionType.VECTOR_NOT_FINITE;
                case ALL_ZERO -> DetectionType.VECTOR_ALL_ZERO;
                case DIMENSIONS -> DetectionType.VECTOR_DIMENSIONS;
                // An answer with more or fewer vectors than inputs is refused without a rule.
                case COUNT, UNKNOWN -> null;
            };
            if (type != null) {
                finding.getItems().forEach(item -> found.add(new Finding(type, item, null)));
            }
        }
        return found;
    }

    /** What is not said to be something else may be one. */
    private static boolean mayBeImage(String mediaType) {
        return mediaType.isBlank() || mediaType.strip().toLowerCase(Locale.ROOT).startsWith("image/");
    }
}
