package io.vectrail.replay.archive;

/** Told of each insert by its table's name, from several threads at once. What it throws ends that slice, as a failure of the insert would. */
interface Inserts {

    Inserts NOBODY = table -> {};

    default void begins(String table) {}

    void ended(String table);
}
