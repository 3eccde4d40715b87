package io.vectrail.edge.document;

/** What a rule may ask for, and this version can find. */
public enum DetectionType {
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
    VECTOR_DIMENSIONS
}
