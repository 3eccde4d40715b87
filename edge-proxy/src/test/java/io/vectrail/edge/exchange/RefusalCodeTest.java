package io.vectrail.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalCodeTest {

    @ParameterizedTest
    @EnumSource
    void eachStandsInTheTableThatCallersRead(RefusalCode code) throws IOException {
        assertThat(Files.readString(Path.of("../docs/connections.md")))
                .contains("| " + code.status() + " | `" + code.code() + "` |");
    }
}
