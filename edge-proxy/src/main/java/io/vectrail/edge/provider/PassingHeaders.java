package io.vectrail.edge.provider;

import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.identity.CredentialHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which headers pass through. Hop-by-hop headers end here (RFC 9110, 7.6.1, and whatever Connection names), as do callers'
 * credentials, cookies and Vectrail's own headers; Host and Content-Length are made anew. What an upstream would take for
 * another request than the one that was read, or book to another account, does not reach it; what speaks for the upstream's
 * host does not reach the caller, who asked another one.
 */
public final class PassingHeaders {

    private static final String OWN_PREFIX = "x-vectrail-";

    private static final Set<String> NEVER = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "expect",
            "cookie",
            "set-cookie",
            "cookie2",
            "set-cookie2",
            "http2-settings");

    /** Of those that proxies add, what says where a request came from and not where it goes. */
    private static final Set<String> ORIGIN = Set.of("x-forwarded-for", "x-forwarded-proto");

    /** Frameworks and proxies that heed these take the request for one to another host, path or method. */
    private static final List<String> OTHER_REQUEST_PREFIXES =
            List.of("x-forwarded-", "x-original-", "x-envoy-", "x-http-");

    private static final Set<String> OTHER_REQUEST = Set.of(
            "forwarded",
            "x-host",
            "x-method-override",
            "x-rewrite-url",
            "helicone-openai-api-base",
            "helicone-target-url",
            "x-portkey-config",
            "x-portkey-custom-host",
            "x-portkey-provider",
            "azureml-model-deployment");

    /** The gateway's key would pay, and somebody else's account would be written on the bill. */
    private static final Set<String> OTHER_ACCOUNT = Set.of(
            "openai-organization",
            "openai-project",
            "x-goog-user-project",
            "x-hf-bill-to",
            "x-dashscope-workspace",
            "ai-resource-group",
            "x-watson-project-id");

    /** By these a LiteLLM books, tags and limits; new ones come with every release. */
    private static final String LITELLM = "x-litellm-";

    /** Of those, what books nothing. */
    private static final String LITELLM_TIMEOUT = "x-litellm-timeout";

    /** Commands to a proxy between the gateway and the caller, such as to send a file of its own in the answer's place. */
    private static final String TO_PROXY = "x-accel-";

    /** What a client remembers of a host, or it or a proxy does at its word; and what is said in the gateway's own name. */
    private static final Set<String> NEVER_TO_CALLER = Set.of(
            "alt-svc",
            "clear-site-data",
            "link",
            "location",
            "nel",
            "refresh",
            "report-to",
            "reporting-endpoints",
            "server-timing",
            "service-worker-allowed",
            "set-login",
            "strict-transport-security",
            "x-sendfile");

    /** What is said of a body, and true of no other. */
    private static final Set<String> OF_A_BODY = Set.of(
            "content-encoding", "content-md5", "digest", "content-digest", "repr-digest", "etag", "accept-ranges");

    private PassingHeaders() {}

    /**
     * From the caller to the upstream, where the gateway's credential has a header of the connection's choice.
     *
     * @param credential its name; null where it has one of those that are never a caller's
     */
    public static Headers toUpstream(Headers headers, @Nullable String credential) {
        Headers passing = toUpstream(headers);
        return credential == null
                ? passing
                : new Headers(passing.fields().stream()
                        .filter(field -> !field.is(credential))
                        .toList());
    }

    /** From the caller to the upstream. A header that repeats the caller's token is its credential, whatever its name. */
    public static Headers toUpstream(Headers headers) {
        Set<String> tokens = CredentialHeaders.tokens(headers);
        List<Header> passing = new ArrayList<>();
        for (Header field : passing(headers, PassingHeaders::endsBeforeUpstream)) {
            if (tokens.stream().noneMatch(field.value()::contains)) {
                passing.add(field.is("accept-encoding") ? new Header(field.name(), readable(field.value())) : field);
            }
        }
        return new Headers(passing);
    }

    private static boolean endsBeforeUpstream(String name) {
        // Some servers do not tell an underscore from a hyphen: by it any header could come in the place of another.
        return name.indexOf('_') >= 0 || CredentialHeaders.isCredential(name) || meansAnother(name);
    }

    /** From the upstream to the caller. */
    public static Headers toCaller(Headers headers) {
        return new Headers(passing(headers, PassingHeaders::speaksForHost));
    }

    /** Those that are still true where the body is another. */
    static Headers withAnotherBody(Headers headers) {
        return new Headers(headers.fields().stream()
                .filter(field -> !OF_A_BODY.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList());
    }

    private static boolean speaksForHost(String name) {
        return NEVER_TO_CALLER.contains(name) || name.startsWith(TO_PROXY);
    }

    /** Whether it names another request, or another account, than the upstream is to see. */
    private static boolean meansAnother(String name) {
        return OTHER_REQUEST.contains(name)
                || OTHER_ACCOUNT.contains(name)
                || (name.startsWith(LITELLM) && !name.equals(LITELLM_TIMEOUT))
                || (OTHER_REQUEST_PREFIXES.stream().anyMatch(name::startsWith) && !ORIGIN.contains(name));
    }

    /** Whether Connection names a header of this kind, given in lower case, so that it would end here. */
    static boolean connectionNames(Headers headers, Predicate<String> kind) {
        return namedByConnection(headers).stream().anyMatch(kind);
    }

    /** @param ends which others end here, given in lower case */
    private static List<Header> passing(Headers headers, Predicate<String> ends) {
        Set<String> named = namedByConnection(headers);
        List<Header> passing = new ArrayList<>();
        for (Header field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!NEVER.contains(name) && !name.startsWith(OWN_PREFIX) && !named.contains(name) && !ends.test(name)) {
                passing.add(field);
            }
        }
        return passing;
    }

    private static Set<String> namedByConnection(Headers headers) {
        Set<String> named = new HashSet<>();
        for (Header field : headers.fields()) {
            if (field.is("connection")) {
                for (String name : field.value().split(",", -1)) {
                    named.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return named;
    }

    /** What the gateway cannot read it must not ask for: brotli or zstd would leave the vectors uninspected. */
    private static String readable(String accepted) {
        List<String> readable = new ArrayList<>();
        for (String coding : accepted.split(",", -1)) {
            String name = coding.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (name.equals("gzip") || name.equals("deflate") || name.equals("identity")) {
                readable.add(coding.strip());
            }
        }
        return readable.isEmpty() ? "identity" : String.join(", ", readable);
    }
}
