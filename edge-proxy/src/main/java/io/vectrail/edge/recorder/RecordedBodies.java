package io.vectrail.edge.recorder;

import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Release;
import io.vectrail.event.BodyState;
import io.vectrail.event.RecordedBody;
import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;

/** What is recorded of a body, and which state it is in. */
final class RecordedBodies {

    private static final int MOST_TYPE_CHARACTERS = 256;

    private RecordedBodies() {}

    static RecordedBody ofRefused(Exchange exchange) {
        Headers headers = exchange.arrival().headers();
        byte[] instead = exchange.recordedInstead();
        if (instead != null) {
            return rewritten(headers, instead);
        }
        byte[] bytes = exchange.bodyIfRead();
        if (bytes == null) {
            return unread(exchange.arrival());
        }
        return exchange.mayHide() ? notKept(BodyState.WITHHELD, headers, bytes.length) : ofForwarded(exchange);
    }

    /** The request's as it goes upstream. */
    static RecordedBody ofForwarded(Exchange exchange) {
        Headers headers = exchange.arrival().headers();
        byte[] rewritten = exchange.rewrittenBody();
        return rewritten == null ? of(headers, exchange.body()) : rewritten(headers, rewritten);
    }

    static RecordedBody ofReleased(Release release) {
        RecordedBody body = of(release.headers(), release.body());
        body.setState(release.state());
        return body;
    }

    private static RecordedBody rewritten(Headers headers, byte[] bytes) {
        RecordedBody body = of(headers, bytes);
        body.setState(BodyState.REWRITTEN);
        body.setContentEncoding(null);
        return body;
    }

    static RecordedBody unread(Arrival arrival) {
        return notKept(BodyState.UNREAD, arrival.headers(), arrival.body().announced());
    }

    private static RecordedBody notKept(BodyState state, Headers headers, long size) {
        RecordedBody body = new RecordedBody();
        body.setState(state);
        describe(body, headers);
        body.setSize(size);
        return body;
    }

    private static RecordedBody of(Headers headers, byte[] bytes) {
        RecordedBody body = new RecordedBody();
        body.setState(BodyState.VERBATIM);
        describe(body, headers);
        body.setSize(bytes.length);
        body.setSha256(ByteBuffer.wrap(Sha256.of(bytes)));
        body.setContent(ByteBuffer.wrap(bytes));
        return body;
    }

    private static void describe(RecordedBody body, Headers headers) {
        String type = headers.first("Content-Type");
        String encoding = headers.combined("Content-Encoding");
        body.setMediaType(type == null ? null : cut(type, MOST_TYPE_CHARACTERS));
        body.setContentEncoding(encoding == null ? null : cut(encoding, MOST_TYPE_CHARACTERS));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
