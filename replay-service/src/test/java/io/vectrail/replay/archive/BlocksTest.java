package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Blocks that are stored whole or not at all leave a prefix of each Kafka partition, wherever the last of them ends. */
class BlocksTest {

    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);
    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final YearMonth JULY = YearMonth.of(2026, 7);

    private record Cell(YearMonth month) {}

    private static final Table<Cell> TABLE = new Table<>(
            "cells",
            List.of(Table.column("month", (out, cell) -> out.number(cell.month().getMonthValue()))),
            Cell::month);

    @Test
    void rowsOfOneMonthAreOneBlockWhateverPartitionTheyComeFrom() {
        Blocks<Cell> blocks = new Blocks<>(TABLE);
        blocks.add(A, new Cell(JUNE));
        blocks.add(B, new Cell(JUNE));
        blocks.add(A, new Cell(JUNE));

        assertThat(blocks.inOrder()).extracting(RowWriter::count).containsExactly(3);
    }

    @Test
    void aChangeOfMonthBeginsARunThatComesAfterAllBeforeIt() {
        Blocks<Cell> blocks = new Blocks<>(TABLE);
        blocks.add(A, new Cell(JUNE));
        blocks.add(A, new Cell(JULY));
        blocks.add(A, new Cell(JUNE));
        blocks.add(B, new Cell(JULY));

        // First run: A's June and B's July; then A's July; then A's June again.
        assertThat(blocks.inOrder()).extracting(RowWriter::count).containsExactly(1, 1, 1, 1);
    }

    @Test
    void withoutRowsThereIsNothingToInsert() {
        assertThat(new Blocks<>(TABLE).inOrder()).isEmpty();
    }
}
