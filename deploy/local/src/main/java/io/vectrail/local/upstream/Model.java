package io.vectrail.local.upstream;

import java.util.Map;

/** The models that the demo upstream knows, by OpenAI's names and sizes. */
record Model(String name, int dimensions, boolean shortens, WordVectors vectors) {
    private static final Map<String, Model> ALL = Map.of(
            "text-embedding-3-small", model("text-embedding-3-small", 1536, true),
            "text-embedding-3-large", model("text-embedding-3-large", 3072, true),
            "text-embedding-ada-002", model("text-embedding-ada-002", 1536, false));

    static Model named(String name) throws ApiError {
        Model model = ALL.get(name);
        if (model == null) {
            throw new ApiError(
                    404,
                    "The model `" + name + "` does not exist or you do not have access to it.",
                    null,
                    "model_not_found");
        }
        return model;
    }

    private static Model model(String name, int dimensions, boolean shortens) {
        return new Model(name, dimensions, shortens, new WordVectors(name));
    }
}
