package io.vectrail.provider;

/** What a codec made of a body. */
public sealed interface Reading<T> {

    /** It is what the route takes. */
    record Read<T>(T value) implements Reading<T> {}

    /**
     * It is not. The reason names the field and what to do, and never quotes a text.
     *
     * @param reason for the caller
     */
    record Malformed<T>(String reason) implements Reading<T> {}
}
