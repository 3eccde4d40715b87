package io.vectrail.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests written by hand, to an edge before an upstream that does as a test says. */
abstract class TroubledEdge extends EdgeAndUpstream {

    static final String BODY = "{\"model\":\"text-embedding-3-small\",\"input\":\"a word in time\"}";

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
}
