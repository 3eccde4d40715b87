package io.vectrail.provider;

import io.vectrail.provider.json.JsonPath;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any API that takes texts in JSON by POST and answers vectors in JSON; the connection says where they stand.
 *
 * <p>Source: RFC 9535, of which {@link JsonPath} is a part. An error has the form that hand-written clients look for most,
 * {@code error.code} and {@code error.message}: a problem of RFC 9457 would be one only under its own media type.
 */
final class CustomCodec implements ProviderCodec {

    private final Map<String, String> written;
    private final CustomSettings settings;
    private final Routes routes;

    CustomCodec(Map<String, String> written) {
        this.written = written;
        this.settings = CustomSettings.of(written);
        Operation operation = new Operation("embeddings", null, settings.query());
        this.routes =
                new Routes().with(settings.path(), new Route(operation, "texts", request(), "vectors", response()));
    }

    private Shape<RequestDraft> request() {
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

    private Shape<ResponseDraft> response() {
        PathTree<ResponseDraft> tree = new PathTree<>();
        for (JsonPath path : settings.vectors()) {
            tree.put(path, VectorShapes.nextInput(VectorShapes.vector(settings.vectorType())));
        }
        Shape<ResponseDraft> body = tree.shape("the response", (where, members) -> {
            Shape.Fields<ResponseDraft> object = Shape.object("");
            members.forEach(object::field);
            return withVectors(where, object);
        });
        return (json, draft) -> {
            withVectors("the response", body).read(json, draft);
            draft.endItems();
        };
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
    public Map<String, String> settings() {
        return written;
    }

    @Override
    public @Nullable String credentialHeader() {
        return settings.credentialHeader();
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        return routes.operation(method, path);
    }

    /** A server may take another way of writing its path for the same. */
    @Override
    public boolean unseen(String method, String path) {
        return path.equals(settings.path().toLowerCase(Locale.ROOT));
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        return routes.of(operation).readRequest(body, settings.model());
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body) {
        return routes.of(operation).readResponse(request, body);
    }

    @Override
    public byte[] error(ProviderError error) {
        return new ErrorBody()
                .with("error", new ErrorBody().with("code", error.code()).with("message", error.message()))
                .bytes();
    }
}
