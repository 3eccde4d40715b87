package io.vectrail.edge.caller;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes the connection of a peer that does not read its answer, or does not send the body it announced. A timer holds its
 * exchange, and one for each large answer of the last minute would fill the heap; so it goes when the exchange is over. Used by
 * the exchange's I/O thread.
 */
final class LastPatience implements ExchangeCompletionListener {

    private XnioExecutor.@Nullable Key timer;
    private boolean over;

    /** So long the peer gets from now on. Nothing happens when the exchange is over already. */
    void begin(HttpServerExchange exchange, Duration patience) {
        // An exchange whose rest cannot be read has had its end, and its connection is closed, though it is not
        // complete.
        if (!over && !exchange.isComplete()) {
            timer = exchange.getIoThread()
                    .executeAfter(
                            () -> IoUtils.safeClose(exchange.getConnection()),
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        over = true;
        if (timer != null) {
            timer.remove();
        }
        next.proceed();
    }
}
