package io.vectrail.edge.exchange;

import java.util.function.BooleanSupplier;

/** Whether somebody waits for an answer. */
@FunctionalInterface
public interface Gone extends BooleanSupplier {

    /** True once the connection was found closed. */
    @Override
    boolean getAsBoolean();

    /** True also once the client ended its sending: most have hung up, and a few wait for the answer. Asked on the I/O thread. */
    default boolean perhaps() {
        return getAsBoolean();
    }
}
