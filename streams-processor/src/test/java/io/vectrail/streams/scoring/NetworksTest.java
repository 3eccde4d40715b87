package io.vectrail.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworksTest {

    @Test
    void theZoneOfAnAddressDoesNotMatterWhereverItIsRead() {
        assertThat(Networks.of("fe80::1%interface-of-nobody")).isEqualTo(Networks.of("fe80::1"));
    }

    @Test
    void whatIsNoAddressStaysWhatItIs() {
        assertThat(Networks.of("")).isEmpty();
        assertThat(Networks.of("%")).isEqualTo("%");
        assertThat(Networks.of("somewhere")).isEqualTo("somewhere");
    }
}
