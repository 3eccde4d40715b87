package io.vectrail.edge.caller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * All open connections. Whoever has not shown yet who it is gets a share of them and no more: beyond it, the address with
 * the most such connections loses its oldest, so that strangers push out strangers and callers always get in. Thread-safe.
 *
 * <pre>
 * STRANGER ──request──► ASKING ──answered, caller known──► KNOWN ──request──► ASKING
 *    ▲ │ pushed out        └──answered, caller not known──► STRANGER
 *    │ └──► CLOSED (from any state, by its peer or when its time is up)
 * </pre>
 */
final class OpenConnections implements ChannelListener<StreamConnection> {

    private final Map<InetAddress, LinkedHashSet<StreamConnection>> strangers = new HashMap<>();
    private final Map<StreamConnection, InetAddress> open = new HashMap<>();
    private final AtomicLong pushedOut = new AtomicLong();
    private final ChannelListener<? super StreamConnection> next;
    private final int most;
    private final int mostStrangers;
    private int countOfStrangers;

    /** @param next takes each connection that stays open */
    OpenConnections(ChannelListener<? super StreamConnection> next, int most, int mostStrangers) {
        this.next = next;
        this.most = most;
        this.mostStrangers = mostStrangers;
    }

    /** Connections that were closed to make room for others. */
    long pushedOut() {
        return pushedOut.get();
    }

    /** How many there are. */
    synchronized int count() {
        return open.size();
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        // Closed outside the lock: that runs the listener below, on this thread.
        for (StreamConnection oldest : arrived(connection)) {
            pushedOut.incrementAndGet();
            IoUtils.safeClose(oldest);
        }
        if (!connection.isOpen()) {
            return;
        }
        next.handleEvent(connection);
        ChannelListener<? super StreamConnection> closed = connection.getCloseListener();
        connection.setCloseListener(ended -> {
            gone(ended);
            if (closed != null) {
                closed.handleEvent(ended);
            }
        });
        if (!connection.isOpen()) {
            gone(connection);
        }
    }

    /** A request has come: nobody is pushed out in the middle of it. */
    synchronized void asking(StreamConnection connection) {
        removeStranger(connection);
    }

    /** The request is over, and its caller is still nobody that is known. */
    synchronized void stillStrange(StreamConnection connection) {
        if (open.containsKey(connection)) {
            addStranger(connection);
        }
    }

    private synchronized List<StreamConnection> arrived(StreamConnection connection) {
        List<StreamConnection> tooMany = new ArrayList<>();
        open.put(connection, address(connection));
        addStranger(connection);
        while (countOfStrangers > mostStrangers || (countOfStrangers > 0 && open.size() > most)) {
            StreamConnection oldest = oldestOfTheMany();
            removeStranger(oldest);
            open.remove(oldest);
            tooMany.add(oldest);
        }
        return tooMany;
    }

    private synchronized void gone(StreamConnection connection) {
        removeStranger(connection);
        open.remove(connection);
    }

    private StreamConnection oldestOfTheMany() {
        return Collections.max(strangers.values(), Comparator.comparingInt(Set::size))
                .getFirst();
    }

    private void addStranger(StreamConnection connection) {
        InetAddress address = open.get(connection);
        if (strangers.computeIfAbsent(address, fresh -> new LinkedHashSet<>()).add(connection)) {
            countOfStrangers++;
        }
    }

    private void removeStranger(StreamConnection connection) {
        InetAddress address = open.get(connection);
        LinkedHashSet<StreamConnection> ofOne = address == null ? null : strangers.get(address);
        if (ofOne != null && ofOne.remove(connection)) {
            countOfStrangers--;
            if (ofOne.isEmpty()) {
                strangers.remove(address);
            }
        }
    }

    private static InetAddress address(StreamConnection connection) {
        InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
        return peer == null || peer.getAddress() == null ? InetAddress.getLoopbackAddress() : peer.getAddress();
    }
}
