package io.vectrail.replay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.replay.webhook.WebhookSettings.Form;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A webhook is configured whole, and shows no secret. */
class WebhookSettingsTest {

    private static final URI URL = URI.create("https://hooks.example/hush");
    private static final String SECRET = "hush-hush-hush-hush";

    @Test
    void neitherAddressNorSecretIsShown() {
        WebhookSettings settings = new WebhookSettings(URL, Form.JSON, SECRET, null);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void whatCannotBeIsRefusedWithoutQuotingIt() {
        refused(null, Form.SLACK, null, null, "needs url and form");
        refused(URL, null, null, null, "needs url and form");
        refused(URI.create("ftp://hooks.example/hush"), Form.SLACK, null, null, "http or https");
        refused(URI.create("https:hush"), Form.SLACK, null, null, "http or https");
        refused(URI.create("https://hush@hooks.example/"), Form.SLACK, null, null, "without a user");
        refused(URL, Form.SLACK, SECRET, null, "leave its secret out");
        refused(URL, Form.JSON, null, null, "needs a secret");
        refused(URL, Form.JSON, "hush", null, "at least 16");
        refused(URL, Form.OCSF, null, null, "form ocsf needs a secret");
        refused(URL, Form.JSON, SECRET, Duration.ofMinutes(1), "100ms to 30s");
        assertThatThrownBy(() ->
                        WebhookSettings.named(Map.of("No Name", new WebhookSettings(URL, Form.SLACK, null, null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a webhook's name");
    }

    private static void refused(
            @Nullable URI url, @Nullable Form form, @Nullable String secret, @Nullable Duration timeout, String why) {
        assertThatThrownBy(() -> new WebhookSettings(url, form, secret, timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("hush");
    }
}
