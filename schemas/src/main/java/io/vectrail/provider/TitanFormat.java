package io.vectrail.provider;

import io.vectrail.provider.json.Shape;

/**
 * The JSON of Amazon's Titan models, which embed one input at a time.
 *
 * <p>Source: Amazon Bedrock User Guide, "Amazon Titan Embeddings G1 - Text" (both versions) and "Amazon Titan Multimodal
 * Embeddings G1".
 */
final class TitanFormat {

    private TitanFormat() {}

    /** The body of a request to a model that embeds text. */
    static Shape<RequestDraft> textRequest() {
        return RequestShapes.body()
                .field("inputText", RequestShapes.textIn("inputText"))
                .field("dimensions", RequestShapes.dimensions("dimensions"))
                .field("normalize", RequestShapes.structural("normalize"))
                .field("embeddingTypes", RequestShapes.structural("embeddingTypes"));
    }

    /** The body of a request to the model that embeds a text, an image, or both together. */
    static Shape<RequestDraft> imageRequest() {
        return RequestShapes.input(RequestShapes.body()
                .field("inputText", RequestShapes.textIn("inputText"))
                .field("inputImage", MediaShapes.anyForm("inputImage"))
                .field(
                        "embeddingConfig",
                        RequestShapes.object("embeddingConfig")
                                .field("outputEmbeddingLength", RequestShapes.dimensions("outputEmbeddingLength"))));
    }

    /** The body of an answer. A vector of floats stands in it twice, as it does where types are asked for and where not. */
    static Shape<ResponseDraft> response() {
        Shape<ResponseDraft> floats = VectorShapes.onlyInput(VectorShapes.vector(VectorType.FLOAT));
        Shape<ResponseDraft> bits = VectorShapes.onlyInput(VectorShapes.vector(VectorType.BITS));
        return VectorShapes.body()
                .field("embedding", floats)
                .field(
                        "embeddingsByType",
                        VectorShapes.byType("embeddingsByType")
                                .field("float", floats)
                                .field("binary", bits))
                .field("inputTextTokenCount", VectorShapes.count(ResponseDraft::promptTokens));
    }
}
