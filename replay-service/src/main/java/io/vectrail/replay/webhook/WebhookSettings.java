package io.vectrail.replay.webhook;

import io.vectrail.runtime.config.Names;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, as the operator configures it.
 *
 * @param url where it listens; of some, such as Slack's, whoever knows it may write there
 * @param form what it understands
 * @param secret what its messages are signed with: of forms json and ocsf at least 16 characters, of form slack null
 * @param timeout how long it may take to answer, 100 ms to 30 s. Default: 5 s
 */
public record WebhookSettings(URI url, Form form, @Nullable String secret, Duration timeout) {

    /** Each has a thread, and a bounded number of messages that wait for it. */
    private static final int MOST = 16;

    private static final Duration DEFAULT = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LEAST_SECRET = 16;

    /** What a webhook understands. */
    public enum Form {
        /** A message as Slack's incoming webhooks take it, and those of chat tools that are compatible with them. */
        SLACK,
        /** The facts themselves, signed. */
        JSON,
        /** An OCSF event where there is one, and the facts otherwise, signed as these are. */
        OCSF
    }

    /** @throws IllegalArgumentException when a setting is missing or out of bounds; quotes none */
    public WebhookSettings(
            @Nullable URI url, @Nullable Form form, @Nullable String secret, @Nullable Duration timeout) {
        if (url == null || form == null) {
            throw new IllegalArgumentException("a webhook needs url and form, slack, json or ocsf");
        }
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "a webhook's url must be an http or https address, without a user and a fragment");
        }
        this.url = url;
        this.form = form;
        checkSecret(form, secret);
        this.secret = secret;
        this.timeout = timeout == null ? DEFAULT : timeout;
        if (this.timeout.compareTo(SHORTEST) < 0 || this.timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a webhook's timeout must be 100ms to 30s");
        }
    }

    private static void checkSecret(Form form, @Nullable String secret) {
        switch (form) {
            case SLACK -> {
                if (secret != null) {
                    throw new IllegalArgumentException(
                            "a webhook of form slack checks no signature; leave its secret out");
                }
            }
            case JSON, OCSF -> {
                if (secret == null || secret.length() < LEAST_SECRET) {
                    throw new IllegalArgumentException(
                            "a webhook of form " + form.name().toLowerCase(Locale.ROOT) + " needs a secret of at least "
                                    + LEAST_SECRET + " characters, which its messages are signed with");
                }
            }
        }
    }

    /** Those of a configuration. @throws IllegalArgumentException when a name is none, or there are too many */
    public static Map<String, WebhookSettings> named(Map<String, WebhookSettings> webhooks) {
        if (webhooks.size() > MOST) {
            throw new IllegalArgumentException("webhooks must be at most " + MOST);
        }
        webhooks.keySet().forEach(name -> Names.check("a webhook's name", name));
        return Map.copyOf(webhooks);
    }

    /** Without the address and the secret. */
    @Override
    public String toString() {
        return "WebhookSettings[form=" + form + ", timeout=" + timeout + "]";
    }
}
