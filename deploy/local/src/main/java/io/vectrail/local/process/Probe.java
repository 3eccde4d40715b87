package io.vectrail.local.process;

import io.vectrail.local.process.Health.Healthy;
import io.vectrail.local.process.Health.Unhealthy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a program whether it does its work. A look takes at most two seconds and never throws. */
@FunctionalInterface
public interface Probe {
    Health look();

    /** Healthy when {@code GET url} answers 200. */
    static Probe http(String url) {
        return () -> HttpLook.at(url);
    }

    /**
     * Healthy when the broker at {@code port} of the loopback address answers an ApiVersions request. A KRaft broker listens
     * long before it answers anything: it answers once the controller has let it in.
     */
    static Probe kafka(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                socket.setSoTimeout(1500);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(10); // bytes that follow
                out.writeShort(18); // ApiVersions
                out.writeShort(0); // version
                out.writeInt(7); // correlation id
                out.writeShort(-1); // no client id
                out.flush();
                DataInputStream in = new DataInputStream(socket.getInputStream());
                in.readInt();
                boolean answered = in.readInt() == 7 && in.readShort() == 0;
                return answered ? new Healthy() : new Unhealthy("is not a Kafka broker");
            } catch (IOException e) {
                return new Unhealthy("does not answer");
            }
        };
    }
}
