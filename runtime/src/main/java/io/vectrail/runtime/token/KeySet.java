package io.vectrail.runtime.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an issuer publishes. */
final class KeySet {

    /** Keys that are looked at; a set that has more is not the set of an issuer. */
    private static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);
    private static final JsonMapper JSON = new JsonMapper();

    private KeySet() {}

    /**
     * Reads a JWK set. A key that nobody can read is none, and takes none of the others with it (RFC 7517, section 5): else one of a
     * curve that we do not know would keep a key that was taken back in use.
     */
    static JWKSet parse(String text) throws ParseException {
        JsonNode listed = list(text);
        List<JWK> keys = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, listed.size()); i++) {
            try {
                keys.add(JWK.parse(listed.get(i).toString()));
            } catch (ParseException | RuntimeException e) {
                // The library throws others than its own at keys that are odd enough.
                LOG.debug("a key of a set cannot be read");
            }
        }
        return new JWKSet(keys);
    }

    private static JsonNode list(String text) throws ParseException {
        try {
            JsonNode keys = JSON.readTree(text).path("keys");
            if (keys.isArray()) {
                return keys;
            }
        } catch (JsonProcessingException e) {
            // As below; its own words quote the text.
        }
        throw new ParseException("there is no list of keys", 0);
    }
}
