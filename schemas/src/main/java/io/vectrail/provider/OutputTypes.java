package io.vectrail.provider;

import java.util.Map;

/** The words by which requests ask for a type of vector; most providers that have types use the same. */
final class OutputTypes {

    static final Map<String, VectorType> BY_WORD = Map.of(
            "float", VectorType.FLOAT,
            "int8", VectorType.INT8,
            "uint8", VectorType.UINT8,
            "binary", VectorType.BINARY,
            "ubinary", VectorType.UBINARY);

    private OutputTypes() {}
}
