package io.vectrail.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An edge before an upstream that does as a test says, and requests written by hand. */
abstract class TroubledEdge {

    static final String BODY = "{\"model\":\"text-embedding-3-small\",\"input\":\"a word in time\"}";

    @TempDir
    Path folder;

    ScriptedUpstream upstream;
    EdgeUnderTest edge;
    String token;

    @BeforeEach
    void start() throws Exception {
        upstream = new ScriptedUpstream();
        edge = EdgeUnderTest.before(folder, upstream.url());
        token = edge.token("alice");
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
        upstream.close();
    }

    /** The status of one more call; -1 when it broke. */
    int status() {
        try {
            return edge.post(token, BODY).statusCode();
        } catch (Exception e) {
            return -1;
        }
    }

    /** A request by hand: this much of it follows the head's common part. */
    Socket send(String rest) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port());
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(("POST /openai/v1/embeddings HTTP/1.1\r\nHost: edge\r\nConnection: close\r\nAuthorization: Bearer "
                        + token + "\r\n" + rest)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    static String readAll(Socket socket) {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (IOException e) {
            text.append("[reset]");
        }
        return text.toString();
    }

    String journal() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(edge.journal())) {
            for (Path file : files.toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
