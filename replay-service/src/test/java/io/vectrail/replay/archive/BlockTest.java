package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written column by column comes out of ClickHouse row by row, whatever is missing or empty. */
class BlockTest {

    @AutoClose
    private final Database database = new Database();

    private final ClickHouse clickHouse = database.clickHouse();

    private record Cell(
            @Nullable String name,
            List<String> words,
            List<List<Integer>> places,
            @Nullable Long count,
            float[] vector) {}

    private static final Table<Cell> TABLE = new Table<>(
            "cells",
            List.of(
                    Table.column("name", (out, cell) -> out.optionalText(cell.name())),
                    Table.column("words", (out, cell) -> out.array(cell.words(), out::text)),
                    Table.column(
                            "places",
                            (out, cell) -> out.array(cell.places(), inner -> out.numbers(inner, Integer::intValue))),
                    Table.column(
                            "counts", (out, cell) -> out.array(cell.words(), _ -> out.optionalNumber(cell.count()))),
                    Table.column(
                            "unsigned",
                            (out, cell) -> out.longNumber(cell.words().size())),
                    Table.column("vector", (out, cell) -> out.floats(cell.vector()))),
            _ -> Table.UNDIVIDED);

    @BeforeEach
    void table() {
        clickHouse.execute("""
                CREATE TABLE cells (name Nullable(String), words Array(LowCardinality(String)), places Array(Array(Int32)),
                    counts Array(Nullable(Int64)), unsigned UInt64, vector Array(Float32), added Int32 DEFAULT 7)
                ENGINE = MergeTree ORDER BY tuple()
                """, false);
    }

    @Test
    void rowsComeOutAsTheyWereWritten() {
        insert(
                new Cell(
                        "first", List.of("a", "", "ü"), List.of(List.of(1, 2), List.of(), List.of(3)), 9L, new float[] {
                            1.5f, -0f
                        }),
                new Cell(null, List.of(), List.of(), null, new float[0]),
                new Cell("", List.of("b"), List.of(List.of()), null, new float[] {Float.MAX_VALUE}));

        assertThat(rows())
                .containsExactly(
                        "('first',['a','','ü'],[[1,2],[],[3]],[9,9,9],3,[1.5,-0],7)",
                        "(NULL,[],[],[],0,[],7)",
                        "('',['b'],[[]],[NULL],1,[3.4028235e38],7)");
    }

    @Test
    void columnsOfArraysThatAreAllEmptyAreStored() {
        insert(new Cell(null, List.of(), List.of(), null, new float[0]));

        assertThat(rows()).containsExactly("(NULL,[],[],[],0,[],7)");
    }

    @Test
    void aBlockThatWasReleasedHoldsNothingOfItsEarlierRows() {
        Block block = TABLE.block();
        TABLE.write(block, new Cell("earlier", List.of("a"), List.of(List.of(1)), 1L, new float[] {1}));
        block.release();
        assertThat(block.size()).isZero();
        TABLE.write(block, new Cell("later", List.of(), List.of(), null, new float[] {2}));
        clickHouse.insert("cells", UUID.randomUUID().toString(), block);

        assertThat(rows()).containsExactly("('later',[],[],[],0,[2],7)");
    }

    @Test
    void aColumnWithoutItsValueIsNotSent() {
        Block block = new Block(List.of("one", "other"));
        block.column(0).number(1);
        block.endRow();

        assertThatThrownBy(() -> block.writeTo(new ByteArrayOutputStream()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("other has 0 values for 1 rows");
    }

    @Test
    void aColumnHasOneType() {
        Block block = new Block(List.of("one"));
        block.column(0).number(1);

        assertThatThrownBy(() -> block.column(0).text("2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a column of Int32 was given a String");
    }

    private void insert(Cell... cells) {
        Block block = TABLE.block();
        for (Cell cell : cells) {
            TABLE.write(block, cell);
        }
        clickHouse.insert("cells", UUID.randomUUID().toString(), block);
    }

    private List<String> rows() {
        return clickHouse.query("SELECT toString(tuple(*)) AS row FROM cells", Map.of(), row -> row.text("row"));
    }
}
