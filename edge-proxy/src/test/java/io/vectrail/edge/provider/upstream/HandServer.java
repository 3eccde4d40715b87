package io.vectrail.edge.provider.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does by hand what a test says, one thread for each connection. */
final class HandServer implements AutoCloseable {

    /** What to do with a connection; it is closed after that. */
    interface Conversation {
        void with(Socket socket) throws Exception;
    }

    /** The heads and bodies of HTTP/1.1 requests that were read. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile Conversation conversation;

    HandServer(Conversation conversation) throws IOException {
        this(InetAddress.getLoopbackAddress(), conversation);
    }

    HandServer(InetAddress address, Conversation conversation) throws IOException {
        this.server = new ServerSocket(0, 50, address);
        this.conversation = conversation;
        Thread.ofVirtual().start(this::accept);
    }

    /** A server that reads requests and answers each with this, whole. */
    static HandServer answering(String... answers) throws IOException {
        HandServer server = new HandServer(socket -> {});
        int[] next = {0};
        server.conversation = socket -> {
            while (true) {
                server.readRequest(socket);
                String answer = answers[Math.min(next[0]++, answers.length - 1)];
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        };
        return server;
    }

    static String ok(String body) {
        return status("200 OK", "", body);
    }

    /** @param headers each with its line end */
    static String status(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    void converses(Conversation next) {
        conversation = next;
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    String readRequest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append(next(in));
        }
        String head = text.toString().toLowerCase(Locale.ROOT);
        int length = Integer.parseInt(head.replaceAll("(?s).*content-length: *([0-9]+).*", "$1"));
        for (int i = 0; i < length; i++) {
            text.append(next(in));
        }
        asked.add(text.toString());
        return text.toString();
    }

    private static char next(InputStream in) throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new EOFException();
        }
        return (char) read;
    }

    /** An address of this machine where nobody listens. */
    static String nobody() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + taken.getLocalPort();
        }
    }

    /** Refuses new connections from now on; those that are open stay. */
    void refuse() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            conversation.with(socket);
        } catch (Exception e) {
            // The other side closes when it has what it wants; what went wrong shows in what it got.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
