package io.vectrail.replay.archive;

import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;

/**
 * The rows of one table that are stored together, cut into blocks that are stored whole or not at all: a block lies in one table
 * partition, since ClickHouse stores a block of several by halves when it is killed between them. Rows of one Kafka partition come
 * in the order of their offsets, so that what a table's partition holds of a Kafka partition is always all that belongs there up to
 * some offset, and nothing beyond.
 *
 * @param <T> what a row is made of
 */
final class Blocks<T> {

    private final Table<T> table;
    private final Pieces pieces;
    private final TreeMap<YearMonth, Block> blocks = new TreeMap<>();

    Blocks(Table<T> table) {
        this(table, new Pieces(0));
    }

    /** @param pieces the rows' memory */
    Blocks(Table<T> table, Pieces pieces) {
        this.table = table;
        this.pieces = pieces;
    }

    /** Writes the row at once, so that nothing of it but its bytes is kept. @return how many those are */
    long add(T row) {
        Block block = blocks.computeIfAbsent(table.month().apply(row), first -> table.block(pieces));
        long before = block.size();
        table.write(block, row);
        return block.size() - before;
    }

    /** One for each table partition. */
    Collection<Block> all() {
        return Collections.unmodifiableCollection(blocks.values());
    }

    /** All of it is stored, and its memory is for others. */
    void release() {
        blocks.values().forEach(Block::release);
        blocks.clear();
    }

    Table<T> table() {
        return table;
    }
}
