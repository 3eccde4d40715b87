package io.vectrail.edge.recorder;

import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Headers;
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
            RecordedBody body = of(headers, instead);
            body.setState(BodyState.REWRITTEN);
            body.setContentEncoding(null);
            return body;
        }
        byte[] bytes = exchange.bodyIfRead();
        return bytes == null ? unread(exchange.arrival()) : of(headers, bytes);
    }

    static RecordedBody unread(Arrival arrival) {
        RecordedBody body = new RecordedBody();
        body.setState(BodyState.UNREAD);
        describe(body, arrival.headers());
        body.setSize(arrival.body().announced());
        return body;
    }

    static RecordedBody of(Headers headers, byte[] bytes) {
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
