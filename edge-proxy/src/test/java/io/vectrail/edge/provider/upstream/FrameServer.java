package io.vectrail.edge.provider.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP/2 server that sends frame by frame what a test says. */
final class FrameServer implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    /** What to do when a whole request is there. */
    interface Answer {
        void to(Peer peer, int stream, String body) throws Exception;
    }

    /** RST_STREAM and GOAWAY of the client, as "type stream". */
    final List<String> heard = new CopyOnWriteArrayList<>();

    /** Streams whose request is whole. */
    final List<Integer> asked = new CopyOnWriteArrayList<>();

    /** PINGs of the client. */
    final AtomicInteger pings = new AtomicInteger();

    final HandServer server;
    private volatile Answer answer;
    private volatile Answer early = (peer, stream, body) -> {};
    private volatile boolean deaf;

    FrameServer(Answer answer) throws IOException {
        this.answer = answer;
        this.server = new HandServer(this::converse);
    }

    String url() {
        return server.url();
    }

    void answers(Answer next) {
        answer = next;
    }

    /** What to do when the head of a request is there whose body is still to come. */
    void answersEarly(Answer next) {
        early = next;
    }

    /** Connections that are open now say nothing any more and are not closed. */
    void deafen() {
        deaf = true;
    }

    /** New ones are answered. */
    void listen() {
        deaf = false;
    }

    private void converse(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        in.readNBytes(24);
        Peer peer = new Peer(socket.getOutputStream());
        boolean gone = false;
        peer.send(SETTINGS, 0, 0, new byte[0]);
        while (true) {
            byte[] head = in.readNBytes(9);
            if (head.length < 9) {
                return;
            }
            int length = ((head[0] & 0xff) << 16) | ((head[1] & 0xff) << 8) | (head[2] & 0xff);
            byte[] payload = in.readNBytes(length);
            int stream = ByteBuffer.wrap(head).getInt(5);
            gone |= deaf;
            if (gone) {
                continue;
            }
            if (head[3] == SETTINGS && (head[4] & 1) == 0) {
                peer.send(SETTINGS, 1, 0, new byte[0]);
            } else if (head[3] == RST_STREAM || head[3] == GOAWAY) {
                heard.add(head[3] + " " + stream);
            } else if (head[3] == PING && (head[4] & 1) == 0) {
                pings.incrementAndGet();
                peer.send(PING, 1, 0, payload);
            } else if (head[3] == HEADERS && (head[4] & END_STREAM) == 0 && stream <= peer.last) {
                early.to(peer, stream, "");
            } else if (head[3] <= HEADERS && (head[4] & END_STREAM) != 0 && stream <= peer.last) {
                asked.add(stream);
                answer.to(peer, stream, new String(payload, StandardCharsets.US_ASCII));
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The other end of one connection. */
    static final class Peer {

        private final OutputStream out;
        private boolean slowly;
        private int last = Integer.MAX_VALUE;

        private Peer(OutputStream out) {
            this.out = out;
        }

        /** Each byte in a packet of its own, from now on. */
        Peer slowly() {
            slowly = true;
            return this;
        }

        synchronized void send(int type, int flags, int stream, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
            frame.put((byte) (payload.length >> 16))
                    .put((byte) (payload.length >> 8))
                    .put((byte) payload.length);
            frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
            if (!slowly) {
                out.write(frame.array());
                return;
            }
            for (byte one : frame.array()) {
                out.write(one);
                out.flush();
            }
        }

        /** 200, in HPACK's own table. */
        void head(int stream) throws IOException {
            send(HEADERS, END_HEADERS, stream, new byte[] {(byte) 0x88});
        }

        /** 103, with a header that later heads may refer to (HPACK's table has it then). */
        void earlyHints(int stream) throws IOException {
            send(HEADERS, END_HEADERS, stream, new byte[] {0x48, 3, '1', '0', '3', 0x40, 1, 'a', 1, 'b'});
        }

        /** 200, and how long the body is said to be. */
        void head(int stream, int length) throws IOException {
            send(HEADERS, END_HEADERS, stream, new byte[] {(byte) 0x88, 0x0f, 0x0d, 1, (byte) ('0' + length)});
        }

        void body(int stream, String text) throws IOException {
            send(DATA, END_STREAM, stream, text.getBytes(StandardCharsets.US_ASCII));
        }

        void reset(int stream, int code) throws IOException {
            send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
        }

        /** Takes no stream above this one from now on. */
        void goAway(int stream) throws IOException {
            last = stream;
            byte[] words = "moving".getBytes(StandardCharsets.US_ASCII);
            send(
                    GOAWAY,
                    0,
                    0,
                    ByteBuffer.allocate(8 + words.length)
                            .putInt(last)
                            .putInt(0)
                            .put(words)
                            .array());
        }
    }
}
