package io.vectrail.load;

import io.undertow.Undertow;
import io.undertow.io.Receiver;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Base64;

/** An upstream that answers every call with the same 1536-dimension vector in base64, about 8 KB, as fast as it can. */
final class FixedUpstream implements AutoCloseable {

    private final Undertow server;

    private FixedUpstream(Undertow server) {
        this.server = server;
    }

    /** One in a process of its own. */
    public static void main(String... arguments) {
        System.out.println("port " + start().port());
    }

    static FixedUpstream start() {
        return start(() -> {});
    }

    /** @param called run for each call, once its head has arrived */
    static FixedUpstream start(Runnable called) {
        byte[] answer = answer();
        Undertow server = Undertow.builder()
                .setIoThreads(1)
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> {
                    called.run();
                    exchange.getRequestReceiver().receiveFullBytes((Receiver.FullBytesCallback) (received, body) -> {
                        received.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                        received.getResponseSender().send(ByteBuffer.wrap(answer));
                    });
                })
                .build();
        server.start();
        return new FixedUpstream(server);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    private int port() {
        return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static byte[] answer() {
        ByteBuffer vector = ByteBuffer.allocate(1536 * Float.BYTES);
        for (int i = 0; i < 1536; i++) {
            vector.putFloat((float) Math.sin(i));
        }
        String base64 = Base64.getEncoder().encodeToString(vector.array());
        return ("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":\"" + base64
                        + "\"}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":300,\"total_tokens\":300}}")
                .getBytes();
    }
}
