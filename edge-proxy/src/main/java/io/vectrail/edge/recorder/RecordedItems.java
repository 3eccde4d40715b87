package io.vectrail.edge.recorder;

import io.vectrail.event.ItemAction;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RecordedMedia;
import io.vectrail.policy.decide.Verdict;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part.Media;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is recorded of a request's inputs beside its body. */
final class RecordedItems {

    /** As many as a connection can permit; a refused request may have sent any number, and the event must fit into Kafka. */
    private static final int MOST_ITEMS = EmbeddingRequest.MOST_INPUTS;

    private RecordedItems() {}

    /**
     * Describes each input.
     *
     * @param request null where nobody has read it
     * @param found the inputs in which something was found, by index
     * @param action what was done with those that could be inspected, and that no rule had changed
     */
    static List<RecordedItem> of(
            @Nullable EmbeddingRequest request, Map<Integer, Verdict.Item> found, ItemAction action) {
        if (request == null) {
            return List.of();
        }
        int count = Math.min(request.inputs().size(), MOST_ITEMS);
        List<RecordedItem> items = new ArrayList<>(count);
        for (Input input : request.inputs().subList(0, count)) {
            RecordedItem item = new RecordedItem();
            item.setIndex(items.size());

            item.setTokens(input.tokens() == 0 ? null : input.tokens());
            Verdict.Item itsOwn = found.get(items.size());
            item.setCharacters(itsOwn == null ? input.text().length() : itsOwn.characters());
            item.setDetections(itsOwn == null ? List.of() : itsOwn.detections());
            item.setMedia(media(input));
            item.setAction(action == ItemAction.PASSED ? forwarded(input, itsOwn) : action);
            items.add(item);
        }
        return items;
    }

    private static ItemAction forwarded(Input input, Verdict.@Nullable Item found) {
        if (found != null && found.action() != ItemAction.PASSED) {
            return found.action();
        }
        return notInspected(input) ? ItemAction.NOT_INSPECTED : ItemAction.PASSED;
    }

    /** Whether a part of it passed that nobody could look into. */
    private static boolean notInspected(Input input) {
        return input.undecoded() || !input.media().isEmpty();
    }

    private static List<RecordedMedia> media(Input input) {
        List<RecordedMedia> recorded = new ArrayList<>();
        for (Media medium : input.media()) {
            recorded.add(new RecordedMedia(
                    medium.mediaType(),
                    medium.size(),
                    medium.sha256() == null ? null : ByteBuffer.wrap(medium.sha256())));
        }
        return recorded;
    }
}
