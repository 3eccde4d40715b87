package io.vectrail.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void whatWouldMoveTheCursorOrReorderTextIsShownByItsNumber() {
        assertThat(VisibleText.of("a\u001b[31mb")).isEqualTo("a<U+001B>[31mb");
        assertThat(VisibleText.of("pay\u202Eeil\u202C")).isEqualTo("pay<U+202E>eil<U+202C>");
        assertThat(VisibleText.of("zero\u200Bwidth\uFEFF")).isEqualTo("zero<U+200B>width<U+FEFF>");
        assertThat(VisibleText.of("\u009b2J")).isEqualTo("<U+009B>2J");
        assertThat(VisibleText.of("\ud800")).isEqualTo("<U+D800>");
        assertThat(VisibleText.of("ünï 漢字 😀")).isEqualTo("ünï 漢字 😀");
    }

    @Test
    void aCellIsOneLineOfBoundedLength() {
        assertThat(VisibleText.cell("one\r\ntwo\tthree", 40)).isEqualTo("one two three");
        assertThat(VisibleText.cell("😀😀😀😀", 3)).isEqualTo("😀😀…");
    }

    @Test
    void columnsAlignAroundWideCharacters() {
        Table table = new Table("A", "B");
        table.row("漢字", "1");
        table.row("abcd", "2");
        assertThat(table.toString()).isEqualTo("A     B\n漢字  1\nabcd  2\n");
    }
}
