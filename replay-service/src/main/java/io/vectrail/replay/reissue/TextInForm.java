package io.vectrail.replay.reissue;

import io.vectrail.provider.ContentEncoding;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.Part;
import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import io.vectrail.provider.Rewriting;
import io.vectrail.provider.json.Replacement;
import io.vectrail.replay.search.ExchangeDetail;
import io.vectrail.replay.search.ExchangeDetail.NameValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another text in the place of the only one of a recorded request: so it is asked for as callers ask for theirs, whatever the provider and
 * whatever else they say, such as how many dimensions.
 */
final class TextInForm {

    private TextInForm() {}

    /**
     * The body, without a content encoding.
     *
     * @param body as recorded
     * @return empty where no codec reads it, or it has not exactly one text
     */
    static Optional<byte[]> of(ExchangeDetail recorded, byte[] body, String text, long mostBytes) {
        return ContentEncoding.decode(recorded.request().contentEncoding(), body, mostBytes)
                .flatMap(plain ->
                        only(recorded, plain).map(part -> Replacement.apply(plain, List.of(Rewriting.of(part, text)))));
    }

    private static Optional<Part.Text> only(ExchangeDetail recorded, byte[] plain) {
        Map<String, String> settings = new HashMap<>();
        for (NameValue setting : recorded.codecSettings()) {
            settings.put(setting.name(), setting.value());
        }
        Optional<ProviderCodec> codec;
        try {
            codec = ProviderCodecs.of(recorded.provider(), settings);
        } catch (IllegalArgumentException e) {
            // Of another version.
            return Optional.empty();
        }
        return codec.flatMap(known -> known.operation(
                        recorded.request().method(), recorded.request().path()))
                .flatMap(operation -> switch (operation.readRequest(plain, 1)) {
                    case Reading.Malformed<EmbeddingRequest> _ -> Optional.empty();
                    case Reading.Read<EmbeddingRequest>(EmbeddingRequest request) -> only(request);
                });
    }

    private static Optional<Part.Text> only(EmbeddingRequest request) {
        List<EmbeddingRequest.Input> inputs = request.inputs();
        return inputs.size() == 1
                        && inputs.getFirst().parts().size() == 1
                        && inputs.getFirst().parts().getFirst() instanceof Part.Text text
                ? Optional.of(text)
                : Optional.empty();
    }
}
