package io.vectrail.edge;

import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.provider.upstream.UpstreamFailedException;
import io.vectrail.edge.recorder.journal.JournalUnavailableException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a refusal of whatever ended the pipeline. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Refusal refusal(Exchange exchange, Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case RefusedException refused -> refused.refusal();
            case UpstreamFailedException failed -> new Refusal(failed.code(), String.valueOf(failed.getMessage()));
            case JournalUnavailableException _ ->
                new Refusal(
                        RefusalCode.RECORDER_UNAVAILABLE,
                        "the request cannot be recorded now, and nothing passes unrecorded; try again");
            default -> {
                // The stack says where; messages of parsers may quote a body, so the message stays out.
                LOG.error(
                        "exchange {} ended by {} at {}",
                        exchange.arrival().id(),
                        cause.getClass().getName(),
                        cause.getStackTrace().length == 0 ? "?" : cause.getStackTrace()[0]);
                yield new Refusal(RefusalCode.INTERNAL_ERROR, "the gateway failed; the request was not answered");
            }
        };
    }
}
