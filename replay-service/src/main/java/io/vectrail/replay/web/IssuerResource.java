package io.vectrail.replay.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The local issuer's public side: its keys, from their file, and where they are. */
final class IssuerResource {

    private static final int MOST_BYTES = 1 << 20;
    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-cache");

    private final String issuer;
    private final Path keys;
    private final boolean signsIn;

    /** @param signsIn whether people can sign in at it */
    IssuerResource(String issuer, Path keys, boolean signsIn) {
        this.issuer = issuer;
        this.keys = keys;
        this.signsIn = signsIn;
    }

    Answer keys(Call call) {
        try {
            if (Files.size(keys) > MOST_BYTES) {
                throw ProblemException.busy("the file of the issuer's public keys is larger than 1 MiB");
            }
            byte[] set = Files.readAllBytes(keys);
            checkPublic(set);
            return new Answer.Bytes(200, "application/jwk-set+json", set, HEADERS);
        } catch (IOException e) {
            throw ProblemException.busy("the file of the issuer's public keys cannot be read; check localIssuer.jwks");
        }
    }

    Answer configuration(Call call) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("issuer", issuer);
        page.put("jwks_uri", issuer + "/jwks");
        page.put("id_token_signing_alg_values_supported", List.of("RS256"));
        page.put("subject_types_supported", List.of("public"));
        page.put("response_types_supported", List.of(signsIn ? "code" : "id_token"));
        if (signsIn) {
            page.put("authorization_endpoint", issuer + "/authorize");
            page.put("token_endpoint", issuer + "/token");
            page.put("token_endpoint_auth_methods_supported", List.of("none"));
            page.put("code_challenge_methods_supported", List.of("S256"));
        }
        return new Answer.Bytes(200, "application/json", Json.bytes(page), HEADERS);
    }

    /** A slip in the configuration must not give the private key away: d is what makes an RSA or EC key private. */
    private static void checkPublic(byte[] set) throws IOException {
        var keys = Json.mapper().readTree(set).path("keys");
        for (var key : keys) {
            if (key.has("d") || key.has("k")) {
                throw ProblemException.busy("localIssuer.jwks names a file with private keys; name the public one");
            }
        }
    }
}
