package io.vectrail.load.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection of one client, which hangs up where a request says so. Not thread-safe. */
final class Wire implements AutoCloseable {

    /** Longer than any pause of a program, so that a client gives up only where something is wrong. */
    private static final int PATIENCE_MILLIS = 60_000;

    private static final int CONNECT_MILLIS = 2_000;
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([a-z_]+)\"");

    private final int port;
    private final String token;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** Sends a request; null when there was nobody to send it to, so that it may be sent again. */
    @Nullable
    Told send(Ask ask) {
        Socket open = connected();
        InputStream answers = in;
        if (open == null || answers == null) {
            return null;
        }
        try {
            return exchange(ask, open, answers);
        } catch (SocketTimeoutException e) {
            close();
            return Told.without(ask, Fate.HUNG_UP);
        } catch (IOException e) {
            close();
            return Told.without(ask, ask.kind().hangsUp() ? Fate.HUNG_UP : Fate.LOST);
        }
    }

    @Override
    public void close() {
        Socket closing = socket;
        socket = null;
        in = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException e) {
                return; // it is of no use any more either way
            }
        }
    }

    private Told exchange(Ask ask, Socket open, InputStream answers) throws IOException {
        byte[] body = ask.body();
        byte[] head = head(ask, body.length).getBytes(StandardCharsets.US_ASCII);
        boolean half = ask.kind() == Kind.HANG_UP_SENDING;
        byte[] whole = new byte[head.length + (half ? body.length / 2 : body.length)];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, whole.length - head.length);
        open.getOutputStream().write(whole);
        if (half || ask.kind() == Kind.HANG_UP_WAITING) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ask.delayMillis() / 2));
            close();
            return Told.without(ask, Fate.HUNG_UP);
        }
        int status = Integer.parseInt(line(answers).substring(9, 12));
        Map<String, String> headers = headers(answers);
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (ask.kind() == Kind.HANG_UP_READING) {
            answers.skipNBytes(length / 2);
            close();
            return Told.without(ask, Fate.HUNG_UP);
        }
        byte[] answer = answers.readNBytes(length);
        if (answer.length < length) {
            throw new IOException("the answer ended early");
        }
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        String exchange = headers.get("x-vectrail-exchange");
        return new Told(
                ask.key(),
                ask.kind(),
                Fate.ANSWERED,
                exchange == null ? null : UUID.fromString(exchange),
                status,
                status == ask.status() ? "" : code(answer),
                Sha.of(answer));
    }

    private @Nullable Socket connected() {
        if (socket != null) {
            return socket;
        }
        Socket fresh = new Socket();
        try {
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(PATIENCE_MILLIS);
            fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            in = new BufferedInputStream(fresh.getInputStream(), 16 * 1024);
            socket = fresh;
            return fresh;
        } catch (IOException e) {
            return null;
        }
    }

    private String head(Ask ask, int length) {
        return "POST " + ask.path()
                + " HTTP/1.1\r\nHost: edge\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + token + "\r\ntraceparent: 00-" + Ask.trace(ask.key()) + "-0000000000000001-01\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    private static String code(byte[] answer) {
        Matcher matcher = CODE.matcher(new String(answer, 0, Math.min(answer.length, 4096), StandardCharsets.UTF_8));
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Map<String, String> headers(InputStream answers) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(answers); !line.isEmpty(); line = line(answers)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
