package io.vectrail.policy.rule;

/** What the gateway itself finds, beside what detectors find in texts. A rule can ask for it by its name. */
public enum GatewayType {
    /** An input that is no text, or a reference to one. */
    MEDIA,
    /** An image, or a medium of which the caller does not say what it is. */
    IMAGE,
    /** Token ids that nobody could decode. */
    NOT_INSPECTED,
    /** A vector of the answer with a component that is no finite float32. */
    VECTOR_NOT_FINITE,
    /** A vector of the answer whose components are all 0. */
    VECTOR_ALL_ZERO,
    /** A vector of the answer that has not as many components as were asked for, or as the others. */
    VECTOR_DIMENSIONS;

    /** Whether it is found when a request has gone already, so that nothing of it can be kept back any more. */
    boolean ofAnswers() {
        return switch (this) {
            case MEDIA, IMAGE, NOT_INSPECTED -> false;
            case VECTOR_NOT_FINITE, VECTOR_ALL_ZERO, VECTOR_DIMENSIONS -> true;
        };
    }
}
