package io.vectrail.provider;

import io.vectrail.provider.json.JsonPath;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Any API that takes texts in JSON by POST and answers vectors in JSON; the connection says where they stand.
 *
 * <p>Source: RFC 9535, of which {@link JsonPath} is a part. An error has the form that hand-written clients look for most,
 * {@code error.code} and {@code error.message}: a problem of RFC 9457 would be one only under its own media type.
 */
record CustomCodec(Map<String, String> settings, @Nullable String credentialHeader, Routes routes)
        implements ProviderCodec {

    CustomCodec(Map<String, String> settings) {
        this(settings, CustomSettings.of(settings));
    }

    private CustomCodec(Map<String, String> written, CustomSettings settings) {
        this(written, settings.credentialHeader(), routes(settings));
    }

    /** A server may take another way of writing its path for the same. */
    private static Routes routes(CustomSettings settings) {
        Format format = new Format("texts", request(settings), "vectors", response(settings));
        return new Routes(Pattern.compile(Pattern.quote(settings.path().toLowerCase(Locale.ROOT))))
                .with(settings.path(), Operation.of("embeddings", settings.model(), settings.query(), format));
    }

    private static Shape<RequestDraft> request(CustomSettings settings) {
        PathTree<RequestDraft> tree = new PathTree<>();
        for (JsonPath path : settings.texts()) {
            tree.put(path, RequestShapes.text("what stands at " + path.text() + " must be a string"));
        }
        for (JsonPath path : settings.modelAt()) {
            tree.put(path, RequestShapes.model());
        }
        return tree.shape("the body", (where, members) -> {
            Shape.Fields<RequestDraft> object = RequestShapes.objectAt(where);
            members.forEach(object::field);
            return object;
        });
    }

    private static Shape<ResponseDraft> response(CustomSettings settings) {
        PathTree<ResponseDraft> tree = new PathTree<>();
        for (JsonPath path : settings.vectors()) {
            tree.put(path, VectorShapes.nextInput(VectorShapes.vector(settings.vectorType())));
        }
        Shape<ResponseDraft> body = tree.shape("the response", (where, members) -> {
            Shape.Fields<ResponseDraft> object = Shape.object("");
            members.forEach(object::field);
            return withVectors(where, object);
        });
        return VectorShapes.allInputs(withVectors("the response", body));
    }

    /** One without a vector would let the next one's pass for its own. */
    private static Shape<ResponseDraft> withVectors(String where, Shape<ResponseDraft> shape) {
        return (json, draft) -> {
            int before = draft.size();
            shape.read(json, draft);
            if (draft.size() == before) {
                throw new MalformedBodyException(where + " has no vector where the connection's \"vectors\" says");
            }
        };
    }

    @Override
    public String provider() {
        return "custom";
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return ErrorBody.ofCodeAndMessage(error).answer();
    }
}
