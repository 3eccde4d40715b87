package io.vectrail.edge.provider.upstream;

import io.undertow.UndertowOptions;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.http2.AbstractHttp2StreamSourceChannel;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2HeadersStreamSinkChannel;
import io.undertow.protocols.http2.Http2RstStreamStreamSourceChannel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.channels.Channels;

/**
 * HTTP/2 (RFC 9113): many calls at once, each a stream of its own, and a call that is given up resets its stream alone. Stands
 * on Undertow's frames, and not on its client, which ends every call as soon as the server says GOAWAY and keeps to itself which of
 * them the server did not look at.
 */
final class Http2Link implements Link, Heartbeat.Connection {

    /** Most streams at once, where the server does not allow fewer. */
    static final int MOST_STREAMS = 100;

    /** Undertow remembers each; a connection that had as many takes no further call. */
    private static final int MOST_LATE_HEADS = 1000;

    /** Bytes that a server may send ahead, on each stream and on all of them together. */
    private static final int WINDOW_BYTES = 1 << 20;

    private static final int FIRST_WINDOW_BYTES = 65_535;

    /** Eight bytes of no meaning, which come back. */
    private static final byte[] PING = new byte[8];

    private static final OptionMap OPTIONS = OptionMap.builder()
            .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
            .set(UndertowOptions.HTTP2_SETTINGS_INITIAL_WINDOW_SIZE, WINDOW_BYTES)
            .set(UndertowOptions.MAX_HEADER_SIZE, Connector.MOST_HEAD_BYTES)
            // Each deadline that passes resets a stream; that is no attack of ours on the server.
            .set(UndertowOptions.MAX_RST_FRAMES_PER_WINDOW, 100_000)
            .getMap();

    private final Http2Channel channel;
    private final String scheme;
    private final XnioIoThread thread;
    private final GoAwayFilter filter;
    private final Heartbeat heartbeat;
    private final Map<Integer, Stream> streams = new HashMap<>();
    private boolean leaving;
    private int lastSent;
    private int lateHeads;

    /** The last stream that the server goes on with. */
    private int lastSeen = Integer.MAX_VALUE;

    /**
     * A call under way.
     *
     * @param came bytes that the server had sent before
     */
    private record Stream(Passage passage, long came) {}

    /** @param patience in which a server that lives lets hear of it */
    Http2Link(
            StreamConnection connection, XnioIoThread thread, ByteBufferPool buffers, String scheme, Duration patience)
            throws IOException {
        this.scheme = scheme;
        this.thread = thread;
        this.heartbeat = new Heartbeat(this, thread, patience);
        this.filter = new GoAwayFilter(connection.getSourceChannel().getConduit(), late(thread), last -> {
            // At once: its closing may be read in the same turn, and nobody is to be sent there any more.
            lastSeen = Math.min(lastSeen, last);
            leaving = true;
            thread.execute(this::goneAway);
        });
        connection.getSourceChannel().setConduit(filter);
        connection
                .getSinkChannel()
                .setConduit(new LastWords(connection.getSinkChannel().getConduit(), filter::readOut));
        channel = new Http2Channel(connection, null, buffers, null, true, false, OPTIONS);
        // The setting is for streams; the connection's own window only grows by this frame.
        channel.sendUpdateWindowSize(0, WINDOW_BYTES - FIRST_WINDOW_BYTES);
        channel.getReceiveSetter().set(this::receive);
        channel.addCloseTask(closed -> breakAll());
        channel.resumeReceives();
    }

    /** What comes of calls that have ended. The server may send as many bytes again. */
    private GoAwayFilter.Streams late(XnioIoThread thread) {
        return new GoAwayFilter.Streams() {
            @Override
            public boolean ended(int stream) {
                return stream <= lastSent && stream % 2 == 1 && !streams.containsKey(stream);
            }

            @Override
            public void unread(int bytes) {
                thread.execute(() -> giveBack(bytes));
            }
        };
    }

    private void giveBack(int bytes) {
        try {
            channel.updateReceiveFlowControlWindow(bytes);
        } catch (IOException e) {
            IoUtils.safeClose(channel);
        }
    }

    @Override
    public boolean open() {
        return !leaving && channel.isOpen() && !channel.isPeerGoneAway() && !channel.isThisGoneAway();
    }

    @Override
    public int mostCalls() {
        int allowed = channel.getSendMaxConcurrentStreams();
        return allowed > 0 ? Math.min(allowed, MOST_STREAMS) : MOST_STREAMS;
    }

    @Override
    public void send(ClientRequest request, Passage passage) {
        HeaderMap head = request.getRequestHeaders();
        head.put(Http2Channel.METHOD, request.getMethod().toString());
        head.put(Http2Channel.PATH, request.getPath());
        head.put(Http2Channel.SCHEME, scheme);
        head.put(Http2Channel.AUTHORITY, head.getFirst(Headers.HOST));
        head.remove(Headers.HOST);
        Http2HeadersStreamSinkChannel out;
        try {
            out = channel.createStream(head);
        } catch (IOException e) {
            // It is closed, or counts streams that are none any more: of no further use.
            leaving = true;
            closeIfLeft();
            passage.broke(Breakage.UNTOUCHED);
            return;
        }
        lastSent = out.getStreamId();
        streams.put(lastSent, new Stream(passage, filter.came()));
        heartbeat.begin();
        passage.writable(out);
    }

    @Override
    public Breakage breakage(Passage passage) {
        return streams.entrySet().stream()
                        .anyMatch(stream -> stream.getValue().passage.equals(passage) && unseen(stream.getKey()))
                ? Breakage.NOT_PROCESSED
                : Breakage.BROKEN;
    }

    @Override
    public void abandon(Passage passage) {
        for (Map.Entry<Integer, Stream> stream : streams.entrySet()) {
            if (stream.getValue().passage.equals(passage)) {
                // Not a byte for a whole call: perhaps nobody is there, and the next call would wait in vain as well.
                leaving |= filter.came() == stream.getValue().came;
                channel.sendRstStream(stream.getKey(), Http2Channel.ERROR_CANCEL);
                ended(stream.getKey());
                return;
            }
        }
    }

    @Override
    public long came() {
        return filter.came();
    }

    @Override
    public boolean awaited() {
        return !streams.isEmpty();
    }

    @Override
    public void ask() {
        channel.sendPing(PING);
    }

    @Override
    public void dead() {
        IoUtils.safeClose(channel);
    }

    @Override
    public void whenClosed(Runnable task) {
        channel.addCloseTask(closed -> task.run());
    }

    @Override
    public void close() {
        channel.sendGoAway(Http2Channel.ERROR_NO_ERROR);
    }

    private void receive(Http2Channel ready) {
        try {
            AbstractHttp2StreamSourceChannel frame = ready.receive();
            switch (frame) {
                case null -> {}
                case Http2StreamSourceChannel answer -> answered(answer);
                case Http2RstStreamStreamSourceChannel reset -> {
                    boolean refused = reset.getErrorCode() == Http2Channel.ERROR_REFUSED_STREAM;
                    breakOne(reset.getStreamId(), refused ? Breakage.NOT_PROCESSED : Breakage.BROKEN);
                    Channels.drain(reset, Long.MAX_VALUE);
                }
                default -> Channels.drain(frame, Long.MAX_VALUE);
            }
        } catch (IOException | RuntimeException e) {
            IoUtils.safeClose(channel);
            breakAll();
        }
    }

    private void answered(Http2StreamSourceChannel answer) throws IOException {
        int id = answer.getStreamId();
        int status = Integer.parseInt(answer.getHeaders().getFirst(Http2Channel.STATUS));
        Stream stream = streams.get(id);
        if (stream == null) {
            // Its call has ended; what comes of it is read and thrown away.
            Channels.drain(answer, Long.MAX_VALUE);
            if (++lateHeads == MOST_LATE_HEADS) {
                leaving = true;
                closeIfLeft();
            }
        } else {
            answer.getHeaders().remove(Http2Channel.STATUS);
            answer.setCompletionListener(whole -> whole(id, stream.passage));
            stream.passage.answered(new ClientResponse(status, "", Protocols.HTTP_2_0, answer.getHeaders()), answer);
        }
    }

    /** The answer to a request that is still being sent ends it, too: the rest of its body would be held for ever. */
    private void whole(int id, Passage passage) {
        ended(id);
        if (!passage.sent()) {
            // On the next turn, when the answer has been read to its end.
            thread.execute(() -> channel.sendRstStream(id, Http2Channel.ERROR_CANCEL));
        }
    }

    /** The server takes no more; it goes on with the streams up to this one, and did not look at the others. */
    private void goneAway() {
        List<Integer> unseen = streams.keySet().stream().filter(this::unseen).toList();
        unseen.forEach(id -> breakOne(id, Breakage.NOT_PROCESSED));
        closeIfLeft();
    }

    private boolean unseen(int id) {
        return id > lastSeen;
    }

    private void breakOne(int id, Breakage breakage) {
        Stream stream = streams.get(id);
        ended(id);
        if (stream != null) {
            stream.passage.broke(breakage);
        }
    }

    private void ended(int id) {
        streams.remove(id);
        closeIfLeft();
    }

    private void closeIfLeft() {
        if (leaving && streams.isEmpty()) {
            close();
        }
    }

    private void breakAll() {
        Map<Integer, Stream> left = new HashMap<>(streams);
        streams.clear();
        left.forEach((id, stream) -> stream.passage.broke(unseen(id) ? Breakage.NOT_PROCESSED : Breakage.BROKEN));
    }
}
