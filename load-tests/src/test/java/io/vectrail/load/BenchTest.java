package io.vectrail.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void withoutAnArgumentItListsTheScenarios() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed));
        try {
            assertThat(Bench.run()).isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString()).contains("latency", "ingest", "visibility", "thread-cuts");
    }

    @Test
    void aScenarioThatIsNotThereIsWrongUsage() {
        assertThat(Bench.run("none")).isEqualTo(2);
    }
}
