package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.Forwarded;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that lead to addresses, and not always to the same. No name here is known to this machine. */
class AddressesTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile List<String> known = List.of();
    private LoneClient caller;
    private HandServer server;
    private Targets targets;

    @BeforeEach
    void start() throws Exception {
        caller = new LoneClient(this::look);
        server = HandServer.answering(HandServer.ok("good"));
        targets = LoneClient.targets("http://provider.invalid:" + server.port() + "/prefix");
    }

    @AfterEach
    void stop() throws Exception {
        caller.close();
        server.close();
    }

    @Test
    void theNameIsLookedUpOnceForEachConnectionAndStandsInTheRequest() throws Exception {
        known = List.of("127.0.0.1");
        LoneClient.answer(caller.call(targets));
        LoneClient.answer(caller.call(targets));
        assertThat(asked).containsExactly("provider.invalid");
        assertThat(server.asked)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .startsWith("POST /prefix/v1/embeddings?v=1 HTTP/1.1")
                        .contains("Host: provider.invalid:" + server.port()));
    }

    @Test
    void aNameThatLeadsElsewhereAtTheNextConnectionIsRefusedThen() throws Exception {
        known = List.of("127.0.0.1");
        server.converses(socket -> {
            server.readRequest(socket);
            socket.getOutputStream()
                    .write(HandServer.status("200 OK", "Connection: close\r\n", "good")
                            .getBytes());
        });
        assertThat(LoneClient.answer(caller.call(targets)).status()).isEqualTo(200);
        for (String rebound : List.of("169.254.169.254", "fe80::1", "fd00:ec2::254", "64:ff9b::a9fe:a9fe", "0.0.0.0")) {
            known = List.of(rebound);
            UpstreamFailedException failed = LoneClient.failure(caller.call(targets));
            assertThat(failed.code()).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
            assertThat(failed.forwarded()).isEqualTo(Forwarded.NO);
            assertThat(failed).hasMessageContaining("never connected to");
        }
        assertThat(server.accepted).hasSize(1);
    }

    @Test
    void anAddressThatIsWrittenInTheDocumentIsCheckedAlike() throws Exception {
        UpstreamFailedException failed =
                LoneClient.failure(caller.call(LoneClient.targets("http://169.254.169.254:" + server.port())));
        assertThat(failed).hasMessageContaining("never connected to");
        assertThat(LoneClient.failure(caller.call(LoneClient.targets("http://[::ffff:a9fe:a9fe]:" + server.port()))))
                .hasMessageContaining("never connected to");
    }

    @Test
    void ofSeveralAddressesTheOnesThatMayBeConnectedToAreTriedInTurn() throws Exception {
        known = List.of("169.254.169.254", "127.0.0.2", "127.0.0.3", "127.0.0.1");
        UpstreamAnswer answer = LoneClient.answer(caller.call(targets));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aNameWithoutAddressesIsUnreachableAndItsCallWasNotForwarded() throws Exception {
        UpstreamFailedException failed = LoneClient.failure(caller.call(targets));
        assertThat(failed).hasMessageContaining("has no address");
        assertThat(failed.forwarded()).isEqualTo(Forwarded.NO);
        assertThat(caller.client.counts(targets).retries(RetryReason.NAME)).isEqualTo(2);
    }

    @Test
    void anIpv6AddressIsConnectedToAlike() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (HandServer ipv6 = new HandServer(loopback, socket -> {})) {
            ipv6.converses(socket -> {
                ipv6.readRequest(socket);
                socket.getOutputStream().write(HandServer.ok("good").getBytes());
            });
            Targets literal = LoneClient.targets("http://[::1]:" + ipv6.port());
            assertThat(LoneClient.answer(caller.call(literal)).status()).isEqualTo(200);
            assertThat(ipv6.asked.getFirst()).contains("Host: [::1]:" + ipv6.port());
        }
    }

    private List<InetAddress> look(String host) throws UnknownHostException {
        if (!host.equals("provider.invalid")) {
            return Resolver.SYSTEM.addresses(host);
        }
        asked.add(host);
        if (known.isEmpty()) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> addresses = new CopyOnWriteArrayList<>();
        for (String address : known) {
            addresses.addAll(Resolver.SYSTEM.addresses(address));
        }
        return addresses;
    }
}
