package io.vectrail.edge.provider.upstream;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import java.io.IOException;
import java.util.function.Consumer;
import org.xnio.IoUtils;

/** HTTP/1.1: one call at a time, and a call that is given up takes the connection with it. */
final class Http1Link implements Link {

    private final ClientConnection connection;
    private long writtenBefore;

    /** @param connection made with statistics, which tell whether a byte left */
    Http1Link(ClientConnection connection) {
        this.connection = connection;
    }

    @Override
    public boolean open() {
        return connection.isOpen();
    }

    @Override
    public int mostCalls() {
        return 1;
    }

    @Override
    public void send(ClientRequest request, Passage passage) {
        writtenBefore = connection.getStatistics().getWritten();
        connection.sendRequest(request, callback(passage, exchange -> {
            exchange.setResponseListener(
                    callback(passage, done -> passage.answered(done.getResponse(), done.getResponseChannel())));
            passage.writable(exchange.getRequestChannel());
        }));
    }

    @Override
    public Breakage breakage(Passage passage) {
        return connection.getStatistics().getWritten() == writtenBefore ? Breakage.UNTOUCHED : Breakage.BROKEN;
    }

    @Override
    public void abandon(Passage passage) {
        close();
    }

    @Override
    public void whenClosed(Runnable task) {
        connection.addCloseListener(closed -> task.run());
    }

    @Override
    public void close() {
        IoUtils.safeClose(connection);
    }

    private ClientCallback<ClientExchange> callback(Passage passage, Consumer<ClientExchange> next) {
        return new ClientCallback<>() {
            @Override
            public void completed(ClientExchange result) {
                next.accept(result);
            }

            @Override
            public void failed(IOException failure) {
                passage.broke(breakage(passage));
            }
        };
    }
}
