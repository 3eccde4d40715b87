package io.vectrail.local.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.local.platform.Overview.Line;
import io.vectrail.local.platform.Role;
import io.vectrail.local.process.PlatformException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How engines start, stop and come back together. The end-to-end module has the programs that run on them. */
class PlatformTest {
    private static final Set<Role> ENGINES = EnumSet.of(Role.KAFKA, Role.CLICKHOUSE, Role.REGISTRY, Role.UPSTREAM);

    private final Platform platform = Platform.startOnly(Role.KAFKA, Role.CLICKHOUSE, Role.REGISTRY, Role.UPSTREAM);

    @AfterEach
    void close() {
        platform.close();
    }

    @Tag("heavy") // starts all engines twice, as the end-to-end tests do with the programs on them
    @Test
    void whatWasKilledComesBackAndWhatRunsIsLeftAlone() {
        long upstream = pid(Role.UPSTREAM);
        platform.kill(Role.CLICKHOUSE);
        platform.kill(Role.KAFKA);
        platform.start(ENGINES);
        assertThat(platform.status().stream().filter(Line::isHealthy)).hasSize(4);
        assertThat(pid(Role.UPSTREAM)).isEqualTo(upstream);
        platform.down();
        assertThat(platform.status()).allMatch(line -> line.state().equals("stopped"));
    }

    @Test
    void aPortInUseIsNamedAndNothingIsStarted() throws Exception {
        platform.down();
        int port = URI.create(platform.registryUrl()).getPort();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(() -> platform.start(ENGINES))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining(Integer.toString(port))
                    .hasMessageContaining("VECTRAIL_REGISTRY_PORT");
        }
        assertThat(platform.status()).allMatch(line -> line.state().equals("stopped"));
    }

    private long pid(Role role) {
        return platform.status().stream()
                .filter(line -> line.program().equals(role.program()))
                .findFirst()
                .orElseThrow()
                .pid();
    }
}
