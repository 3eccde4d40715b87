package io.vectrail.replay;

import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import io.vectrail.replay.access.ScopeSettings;
import io.vectrail.replay.access.SessionSettings;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.access.local.LocalIssuer;
import io.vectrail.replay.access.login.LoginSettings;
import io.vectrail.replay.archive.ClickHouseSettings;
import io.vectrail.replay.config.DocumentSettings;
import io.vectrail.replay.export.ExportSettings;
import io.vectrail.replay.reissue.ReissueSettings;
import io.vectrail.replay.webhook.WebhookSettings;
import io.vectrail.runtime.config.Address;
import io.vectrail.runtime.sealing.SealingSettings;
import io.vectrail.runtime.tls.TlsSettings;
import io.vectrail.runtime.token.IssuerSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program's configuration.
 *
 * @param listen console, API and admin endpoints
 * @param tls how it speaks TLS there, and nothing else then; null: it does not
 * @param kafka passed to Kafka's clients unchanged
 * @param registry where schemas are
 * @param topics how missing topics are laid out
 * @param issuers whose tokens are accepted
 * @param clickhouse where the archive is
 * @param localIssuer an issuer whose public keys are shown here
 * @param roles by role, the groups that have it
 * @param scopes by group, what its roles are for; those of a group that is not listed are for everything; null: of none
 * @param login how people sign in to the console other than with a token; null: they do not
 * @param sessions how long console sessions last; null: as long as they do by default
 * @param viewing what somebody must say who looks at recorded texts; null: nothing
 * @param document the gateway document that is published here; null: none is
 * @param sealing the edges' public keyset, which seals credentials; null: none are sealed here
 * @param exports where exports are kept; null: none are made
 * @param reissue where recorded requests are sent again; null: none are
 */
record ReplayConfig(
        Address listen,
        @Nullable TlsSettings tls,
        Map<String, String> kafka,
        RegistrySettings registry,
        TopicLayout topics,
        List<IssuerSettings> issuers,
        ClickHouseSettings clickhouse,
        @Nullable LocalIssuer localIssuer,
        Map<String, List<String>> roles,
        @Nullable Map<String, ScopeSettings> scopes,
        @Nullable LoginSettings login,
        @Nullable SessionSettings sessions,
        @Nullable ViewingSettings viewing,
        @Nullable SealingSettings sealing,
        @Nullable DocumentSettings document,
        @Nullable URI url,
        Map<String, WebhookSettings> webhooks,
        @Nullable ExportSettings exports,
        @Nullable ReissueSettings reissue) {

    ReplayConfig {
        require(listen, "listen");
        require(kafka, "kafka");
        require(registry, "registry");
        require(topics, "topics");
        require(issuers, "issuers");
        require(clickhouse, "clickhouse");
        require(roles, "roles");
        if (tls != null && tls.clientAuthorities() != null) {
            throw new IllegalArgumentException(
                    "tls.clientAuthorities is for edges; people and programs bring a token here");
        }
        kafka = Map.copyOf(kafka);
        issuers = List.copyOf(issuers);
        roles = Map.copyOf(roles);
        scopes = scopes == null ? null : Map.copyOf(scopes);
        webhooks = webhooks == null ? Map.of() : WebhookSettings.named(webhooks);
        url = console(url, login);
        if (url == null && !webhooks.isEmpty()) {
            throw new IllegalArgumentException(
                    "webhooks need url, where browsers see the console: what they are told links there");
        }
    }

    private static @Nullable URI console(@Nullable URI url, @Nullable LoginSettings login) {
        if (login == null) {
            return url == null ? null : LoginSettings.bare(url, "url");
        }
        if (url != null) {
            throw new IllegalArgumentException("url is said twice; login.url is enough");
        }
        return login.url();
    }

    /** Kafka's settings may hold passwords. */
    @Override
    public String toString() {
        return "ReplayConfig[listen=" + listen + ", clickhouse=" + clickhouse + "]";
    }

    private static void require(@Nullable Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
    }
}
