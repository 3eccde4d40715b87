package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.shipper.PassedOver.Standing;
import io.vectrail.edge.recorder.shipper.Resent.Outcome;
import io.vectrail.edge.recorder.shipper.Resent.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is set aside once more, in the order of the chains: for each exchange a transaction that publishes it and
 * takes it off the position's list, then its file goes. A crash before the commit leaves both, one after it only the file,
 * which the next connection finds published.
 */
final class Resend {

    private static final Logger LOG = LoggerFactory.getLogger(Resend.class);

    private Resend() {}

    /** @param untilNanos no further exchange is begun after this {@link System#nanoTime} */
    static Resent run(Passage passage, SetAsideFolder folder, long untilNanos) throws IOException {
        List<Result> results = new ArrayList<>();
        for (SetAsideItem item : folder.items()) {
            if (System.nanoTime() - untilNanos > 0) {
                break;
            }
            Standing standing = passage.standing(item);
            if (item.kind() == SetAsideItem.Kind.EXCHANGE && standing == Standing.LISTED) {
                results.add(one(passage, folder, item));
            } else if (standing == Standing.STRAY) {
                results.add(new Result(item, Outcome.STRAY, "its epoch is not in Kafka's position of this edge"));
            }
        }
        LOG.info("of what was set aside, {} were sent again", sent(results));
        return new Resent(results, passage.over().count());
    }

    private static Result one(Passage passage, SetAsideFolder folder, SetAsideItem item) throws IOException {
        try {
            folder.read(item, outgoing -> {});
        } catch (IOException e) {
            return new Result(item, Outcome.UNREADABLE, String.valueOf(e.getMessage()));
        }
        try {
            passage.publishAgain(new Kept(folder, item));
            folder.delete(item);
            return new Result(item, Outcome.SENT, "");
        } catch (RefusedException e) {
            return new Result(
                    item, Outcome.REFUSED, e.getMessage() + "; " + e.verdict().remedy());
        }
    }

    private static long sent(List<Result> results) {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.SENT)
                .count();
    }

    /** What lies in a file, as something to send. */
    private record Kept(SetAsideFolder folder, SetAsideItem item) implements Parcel {
        @Override
        public String epoch() {
            return item.epoch();
        }

        @Override
        public long sequence() {
            return item.sequence();
        }

        @Override
        public void eachRecord(Receiver receiver) throws IOException {
            folder.read(item, receiver);
        }
    }
}
