package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.IDP;
import static io.vectrail.replay.access.saml.Parties.REQUEST;
import static io.vectrail.replay.access.saml.SamlVerifierTest.assertKnown;
import static io.vectrail.replay.access.saml.SamlVerifierTest.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger sends costs little, fetches nothing, and says nothing of itself in the reason. */
class SamlXmlTest {

    @TempDir
    Path folder;

    private SamlVerifier verifier;

    @BeforeEach
    void configure() {
        verifier = Parties.verifier(folder);
    }

    @Test
    void aDocumentTypeIsRefused() {
        assertRefused(look("<!DOCTYPE Response>" + good()), "document type");
        assertKnown(look(good()));
    }

    @Test
    void anExternalEntityIsNotFetched() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String there = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            assertRefused(
                    look("<!DOCTYPE r [<!ENTITY e SYSTEM \"" + there + "\">]>" + good().replace("alice", "&e;")),
                    "document type");
            assertRefused(look("<!DOCTYPE r SYSTEM \"" + there + "\">" + good()), "document type");
            assertRefused(look("<!DOCTYPE r [<!ENTITY % e SYSTEM \"" + there + "\"> %e;]>" + good()), "document type");
            String hint = "<samlp:Response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " xsi:schemaLocation=\"urn:x " + there + "\"";
            SamlOutcome unused = look(good().replace("<samlp:Response", hint));
            assertThat(unused).isNotNull();
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileIsNotRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "alice");
        String entity = "<!DOCTYPE r [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
        assertRefused(look(entity + good().replace(">alice<", ">&e;<")), "document type");
    }

    @Test
    void aBillionLaughsAreRefused() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            String before = "&a" + (i - 1) + ";";
            entities.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(before.repeat(10))
                    .append("\">");
        }
        assertRefused(look(entities + "]>" + good().replace("alice", "&a29;")), "document type");
    }

    @Test
    void moreThan256KiBAreRefused() {
        String padded = good().replace("</samlp:Response>", " ".repeat(SamlXml.MOST_BYTES) + "</samlp:Response>");
        assertRefused(look(padded), "larger than 256 KiB");
        assertRefused(verifier.ofResponse("A".repeat(1 << 20), REQUEST), "larger than 256 KiB");
    }

    @Test
    void whatIsNestedDeeplyIsRefused() {
        String deep = "<a>".repeat(100) + "</a>".repeat(100);
        assertRefused(look(deep), "nested deeper");
        String flat = "<a>" + "<a/>".repeat(100) + "</a>";
        assertRefused(look(flat), "no response of SAML");
    }

    /** Canonical form would write it anew at each of many siblings. */
    @Test
    void aLongNamespaceIsRefused() {
        String namespaced =
                good().replace("<samlp:Response", "<samlp:Response xmlns:x=\"urn:" + "x".repeat(300) + "\"");
        assertRefused(look(namespaced), "namespace of more than");
    }

    @Test
    void whatIsNoBase64OrNoXmlIsRefused() {
        assertRefused(verifier.ofResponse("%%%", REQUEST), "no Base64");
        assertRefused(look("alice"), "no XML");
        assertRefused(look(""), "no XML");
        assertRefused(look("<a>"), "no XML");
    }

    @Test
    void whatIsNotAsTheSchemaSaysIsRefused() {
        Message message = new Message().with("extensions", "<samlp:Unknown/>");
        assertRefused(look(message.text()), "schema");
        assertRefused(look(new Message().with("issued", "yesterday").text()), "schema");
        assertRefused(look(good().replace("<samlp:Status>", "<samlp:Status Value=\"x\">")), "schema");
    }

    @Test
    void aResponseOfAnotherVersionOfSamlIsRefused() {
        assertRefused(look(good().replace(SamlXml.PROTOCOL, "urn:oasis:names:tc:SAML:1.1:protocol")), "no response");
    }

    /** A reason goes to the log, where no stranger's words belong. */
    @Test
    void noReasonQuotesTheDocument() {
        String[] documents = {
            new Message().with("extensions", "<samlp:Sesame/>").text(),
            new Message().with("issued", "Sesame").text(),
            "<Sesame>",
            "<!DOCTYPE Sesame>" + good(),
            new Message().with("issuer", "Sesame").with("audience", "Sesame").text(),
        };
        for (String document : documents) {
            assertThat(look(document))
                    .isInstanceOfSatisfying(
                            SamlOutcome.Refused.class,
                            refused -> assertThat(refused.reason()).doesNotContain("Sesame"));
        }
    }

    @Test
    void charactersMayBeWrittenByNumberAndAsCdata() throws Exception {
        String text = "<a xmlns=\"urn:a\">a&#x6c;<![CDATA[ice]]></a>";
        assertThat(SamlAssertion.text(SamlXml.parse(text.getBytes(UTF_8)).getDocumentElement()))
                .isEqualTo("alice");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> SamlXml.parse("<a xmlns=\"urn:a\">al<!-- -->ice</a>".getBytes(UTF_8)));
    }

    private static String good() {
        return Xml.text(Xml.signed(new Message().response(), "Response", IDP.key()));
    }

    private SamlOutcome look(String text) {
        return verifier.ofResponse(Xml.base64(text), REQUEST);
    }
}
