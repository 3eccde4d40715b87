package io.vectrail.edge.recorder.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vectrail.edge.approval.Decisions;
import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.shipper.Milestones.Point;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Decision;
import io.vectrail.event.Outcome;
import io.vectrail.event.Topics;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That people are asked, and that an exchange went on by what they said, is published whatever happens in between, and known by one id. */
class HeldShippingTest {

    private static final int TIGHT = 40_000;

    @TempDir
    Path folder;

    private final String alice = "alice-" + UUID.randomUUID();
    private final String approval = UUID.randomUUID().toString();
    private final UUID exchange = UUID.randomUUID();
    private Harbour harbour;
    private Decisions people;

    @BeforeEach
    void open() throws Exception {
        people = new Decisions();
        harbour = new Harbour(folder);
    }

    @AfterEach
    void close() throws Exception {
        Harbour.limit(Topics.APPROVALS, -1);
        harbour.close();
        people.close();
    }

    @Test
    void itIsAskedWhileItsExchangeIsOpenAndUsedWithItAndACrashLosesNeither() throws Exception {
        harbour.entries.received(exchange, alice);
        harbour.entries.held(exchange, approval, alice, new byte[100]);
        harbour.crashAt(Point.SENT, 1);
        harbour.crashAt(Point.COMMITTED, 1);
        ApprovalEvent asked = people.requested(alice, 1).getFirst();
        assertThat(asked.getApproval()).isEqualTo(approval);
        assertThat(asked.getExchange()).isEqualTo(exchange.toString());
        harbour.entries.forwarding(exchange, approval, alice, new byte[100]);
        harbour.entries.ended(exchange, new byte[10]);
        harbour.crashAt(Point.SENT, 1);
        harbour.crashAt(Point.COMMITTED, 1);
        ApprovalEvent used = people.of(approval, ApprovalKind.USED);
        assertThat(used.getExchange()).isEqualTo(exchange.toString());
        assertThat(used.getActor()).isEqualTo(harbour.edge);
        harbour.start();
        harbour.entries.whole(alice, new byte[10], new byte[10]);
        harbour.awaitShipped();
        // Told again after a crash, and known by its id.
        assertThat(people.ids(alice, ApprovalKind.REQUESTED)).containsExactly(approval);
        assertThat(people.ids(harbour.edge, ApprovalKind.USED)).containsExactly(exchange.toString());
        Published.by(harbour.edge).isAChainBut(Set.of());
    }

    @Test
    void whatKafkaRefusesOfItIsSetAsideAndItsExchangeGoesOn() throws Exception {
        Shipper shipper = harbour.start();
        harbour.awaitConnected();
        Harbour.limit(Topics.APPROVALS, TIGHT);
        harbour.entries.whole(alice, new byte[10], new byte[10]);
        harbour.entries.received(exchange, alice);
        byte[] large = new byte[60_000];
        new Random(1).nextBytes(large);
        harbour.entries.held(exchange, approval, alice, large);
        harbour.entries.refused(exchange, alice);
        harbour.entries.whole(alice, new byte[10], new byte[10]);
        harbour.awaitShipped();
        assertThat(Published.by(harbour.edge).events).hasSize(3);
        Published.by(harbour.edge).isAChainBut(Set.of());
        assertThat(shipper.setAside()).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo(SetAsideItem.Kind.ENTRY);
            assertThat(item.exchange()).isEqualTo(exchange.toString());
            assertThat(item.reason()).isEqualTo("TOO_LARGE");
        });
        assertThat(people.count(alice, ApprovalKind.REQUESTED)).isZero();
    }

    @Test
    void anExchangeThatEndedWhileItWaitedSaysForWhat() throws Exception {
        harbour.entries.received(exchange, alice);
        harbour.entries.held(exchange, approval, alice, new byte[100]);
        harbour.crashAt(Point.COMMITTED, 1);
        harbour.entries.interrupted(exchange);
        harbour.start();
        harbour.awaitShipped();
        AuditExchange event = Published.by(harbour.edge).events.getFirst().exchange();
        assertThat(event.getOutcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.APPROVE);
        assertThat(event.getDecision().getApprovalId()).isEqualTo(approval);
        assertThat(people.ids(harbour.edge, ApprovalKind.USED)).isEmpty();
    }

    @Test
    void anEntryThatIsNoEventIsKeptForAPerson() throws Exception {
        Shipper shipper = harbour.start();
        harbour.entries.received(exchange, alice);
        harbour.entries.append(EntryKind.HELD, exchange, new byte[] {1, 2, 3});
        harbour.entries.refused(exchange, alice);
        harbour.awaitShipped();
        assertThat(shipper.setAside())
                .extracting(SetAsideItem::kind, SetAsideItem::reason)
                .containsExactly(tuple(SetAsideItem.Kind.ENTRY, "undecodable"));
        assertThat(Published.by(harbour.edge).events).hasSize(1);
    }
}
