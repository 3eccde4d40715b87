package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However months alternate, each is one block, in the order in which its rows came. */
class BlocksTest {

    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final YearMonth JULY = YearMonth.of(2026, 7);

    private record Cell(YearMonth month) {}

    private static final Table<Cell> TABLE = new Table<>(
            "cells",
            List.of(Table.column("month", (out, cell) -> out.number(cell.month().getMonthValue()))),
            Cell::month);

    @Test
    void rowsOfOneMonthAreOneBlock() {
        Blocks<Cell> blocks = new Blocks<>(TABLE);
        blocks.add(new Cell(JUNE));
        blocks.add(new Cell(JUNE));

        assertThat(blocks.all()).extracting(Block::count).containsExactly(2);
    }

    @Test
    void monthsThatAlternateAreABlockEach() {
        Blocks<Cell> blocks = new Blocks<>(TABLE);
        for (YearMonth month : List.of(JUNE, JULY, JUNE, JULY, JUNE)) {
            blocks.add(new Cell(month));
        }

        assertThat(blocks.all()).extracting(Block::count).containsExactly(3, 2);
        assertThat(blocks.all()).extracting(Block::size).containsExactly(12L, 8L);
    }

    @Test
    void withoutRowsThereIsNothingToInsert() {
        assertThat(new Blocks<>(TABLE).all()).isEmpty();
    }
}
