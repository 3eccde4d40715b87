package io.vectrail.edge;

import io.vectrail.document.AllowList;
import io.vectrail.edge.approval.HoldSettings;
import io.vectrail.edge.caller.ListenerSettings;
import io.vectrail.edge.identity.CertificateSettings;
import io.vectrail.edge.recorder.journal.JournalLimits;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import io.vectrail.runtime.config.Address;
import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.sealing.SealingSettings;
import io.vectrail.runtime.token.IssuerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The edge's own configuration, which its operator writes.
 *
 * @param edge its name: 1 to 63 of a-z, 0-9 and hyphen; stands in every record
 * @param listen the data plane
 * @param admin health and metrics
 * @param data folder of its journal, its last good document and the last good keys, issuers' and callers'
 * @param kafka goes to Kafka's clients unchanged
 * @param registry the schema registry
 * @param topics how topics are created
 * @param issuers whose tokens are accepted; at least one
 * @param certificates callers that are known by the certificate that they show; null: none are
 * @param allow what a gateway document may name
 * @param sealing the private keyset that opens sealed credentials; null: none validate
 * @param masking the key of masks that are hashes; null: none validate
 * @param document name of the gateway document that it follows, as it is published under; gateway where it is left out
 * @param hold how many requests may wait for people; may be left out
 * @param journal what the journal may take of disk and memory; may be left out
 */
record EdgeConfig(
        String edge,
        ListenerSettings listen,
        Address admin,
        Path data,
        Map<String, String> kafka,
        RegistrySettings registry,
        TopicLayout topics,
        List<IssuerSettings> issuers,
        @Nullable CertificateSettings certificates,
        AllowList allow,
        @Nullable SealingSettings sealing,
        @Nullable MaskingSettings masking,
        String document,
        HoldSettings hold,
        JournalLimits journal) {

    EdgeConfig {
        if (edge == null || !edge.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException(
                    "edge must be 1 to 63 of a-z, 0-9 and hyphen; it names this edge in records");
        }
        require("listen", listen);
        require("admin", admin);
        require("data", data);
        require("kafka", kafka);
        require("registry", registry);
        require("topics", topics);
        require("issuers", issuers);
        require("allow", allow);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka.bootstrap.servers is missing");
        }
        kafka = Map.copyOf(kafka);
        issuers = List.copyOf(issuers);
        IssuerSettings.check(issuers);
        check(certificates, listen, issuers);
        document = document == null ? "gateway" : document;
        Names.check("document", document);
        hold = hold == null ? HoldSettings.DEFAULT : hold;
        journal = journal == null ? JournalLimits.DEFAULT : journal;
    }

    /** Without the settings of Kafka's clients, which may hold passwords. */
    @Override
    public String toString() {
        return "EdgeConfig[edge=" + edge + ", listen=" + listen + ", data=" + data + "]";
    }

    private static void check(
            @Nullable CertificateSettings certificates, ListenerSettings listen, List<IssuerSettings> issuers) {
        if (certificates == null) {
            return;
        }
        if (listen.tls() == null || listen.tls().clientAuthorities() == null) {
            throw new IllegalArgumentException(
                    "certificates are shown to nobody; say who signs them, with listen.tls.clientAuthorities");
        }
        if (issuers.stream().anyMatch(issuer -> certificates.prefix().equals(issuer.prefix()))) {
            throw new IllegalArgumentException("certificates.prefix is an issuer's; give it one of its own");
        }
    }

    private static void require(String key, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
    }
}
