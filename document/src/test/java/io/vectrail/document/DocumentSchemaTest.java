package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vectrail.policy.detect.type.BuiltIns;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.rule.GatewayType;
import io.vectrail.policy.rule.MaskKey;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.runtime.config.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema and the reader take the same documents, as far as a schema can tell. */
class DocumentSchemaTest {

    private static final JsonNode JSON = json();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON);

    private static final String GOOD = """
            version: 1
            connections:
              - name: openai
                provider: openai
                target: http://127.0.0.1:8099
                credential: ${file:demo-upstream}
                limits: { requestBytes: 512, timeout: 5s }
              - name: own
                provider: custom
                targets: ["http://127.0.0.1:1/a@b", "http://127.0.0.1:2"]
                credentials: [{ value: "${file:demo-upstream}", from: 2026-11-01T00:00:00+01:00, name: first }]
                models: ["a*", "*"]
                codec: { path: /encode, texts: "$.texts[*]", vectors: "$.vectors[*]" }
                passthrough: ["GET /v1/models/*", "GET /v1/usage?start&end"]
                notInspected: allow
                limits: { requestBytes: 2MiB, responseBytes: 256MiB, inputs: 16384, timeout: 10m, concurrent: 1 }
            policies:
              - name: blocking
                match:
                  groups: [a]
                  models: ["text-*"]
                  addresses: [10.0.0.0/8, "fd00::/8"]
                  hours: { from: "20:00", to: "06:00:30", zone: Europe/Berlin, days: [MONDAY] }
                  headers: { X-Team: ["red*"] }
                detect: [EMAIL_ADDRESS, { type: EMPLOYEE_ID, threshold: 0.7 }]
                deny: { words: [internal], patterns: ["(?i)secret"] }
                when: 'item.characters > 3'
                action: block
                perItem: true
                onError: allow
              - { name: masking, detect: [EMAIL_ADDRESS], action: mask, style: hash, shadow: true }
              - { name: redacting, action: redact-vector, keep: "0..255", truncate: 256, renormalise: true, noise: 0.01, quantise: 8 }
              - { name: withholding, action: redact-vector, withhold: true }
              - name: limiting
                match: { groups: [b] }
                action: limit
                bytes: 64KiB
                inputs: 16
                tokens: 8192
                requestsPerMinute: 60
                vectorsPerDay: 5000
                per: group
              - name: approving
                match: { groups: [c] }
                detect: [MEDICAL_RECORD]
                action: approve
                approvers:
                  groups: [privacy, legal]
                  each: true
                  count: 2
                  hours: { from: "08:00", to: "18:00", zone: Europe/Berlin, days: [FRIDAY] }
                  reason: optional
                  webhooks: [chat]
                  escalate: { after: 10m, groups: [security], webhooks: [pager] }
                hold: 90s
                expire: 8h
                grant: 3h
                sameText: true
            detectors:
              - { type: EMPLOYEE_ID, pattern: "E-[0-9]{6}", score: 0.4, context: [staff] }
              - { types: [PERSON], presidio: "http://127.0.0.1:3", timeout: 1s, language: de, threshold: 0.6, batch: 500 }
            risk:
              halfLife: 6h
              levels: { medium: 30, high: 60.5, critical: 100 }
              weights: { near-duplicates: 45, off-hours: 0 }
            alerts: { from: critical, webhooks: [soc] }
            """;

    @TempDir
    Path folder;

    /** A key that is added to one of the forms must be added to the schema, too, and the other way round. */
    @Test
    void everyKeyThatTheReaderTakesIsInTheSchemaAndNoOther() {
        assertThat(new WrittenForms(JSON).differences(DocumentReader.Written.class))
                .isEmpty();
    }

    @Test
    void whatIsListedIsWhatThereIs() throws IOException {
        Set<String> types = new TreeSet<>();
        BuiltIns.all().stream().map(Recognizer::type).forEach(types::add);
        Stream.of(GatewayType.values()).map(Enum::name).forEach(types::add);
        assertThat(words("/$defs/knownType/enum")).containsExactlyInAnyOrderElementsOf(types);
        assertThat(words("/$defs/connection/properties/provider/enum"))
                .containsExactlyElementsOf(ProviderCodecs.providers());
        assertThat(reason(GOOD.replace("action: mask", "action: forget")))
                .isEqualTo("must be one of " + String.join(", ", words("/$defs/policy/properties/action/enum")));
    }

    @Test
    void eachProvidersCodecTakesWhatItsBranchNames() {
        Map<String, Set<String>> branches = new TreeMap<>();
        for (JsonNode branch : JSON.at("/$defs/connection/allOf")) {
            JsonNode provider = branch.at("/if/properties/provider");
            List<String> names = words(branch.at("/then/properties/codec/propertyNames/enum"));
            Stream.concat(
                            words(provider.path("enum")).stream(),
                            Stream.of(provider.path("const").asText()))
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> branches.put(name, new TreeSet<>(names)));
        }
        Map<String, Set<String>> codecs = new TreeMap<>();
        Set<String> settings = new TreeSet<>();
        for (String provider : ProviderCodecs.providers()) {
            codecs.put(provider, ProviderCodecs.settings(provider));
            settings.addAll(ProviderCodecs.settings(provider));
        }
        assertThat(branches).isEqualTo(codecs);
        assertThat(JSON.at("/$defs/codec/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void aDocumentWithAllKeysIsTakenByBoth() throws IOException {
        assertThat(bySchema(GOOD)).isEmpty();
        assertThat(byReader(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void theSamplesAreTakenByBoth(Path sample) throws IOException {
        String text = Files.readString(sample);
        assertThat(bySchema(text)).isEmpty();
        assertThat(byReader(text)).isEmpty();
        Path schema = sample.resolveSibling(
                text.lines().findFirst().orElse("").replace("# yaml-language-server: $schema=", ""));
        assertThat(schema).hasBinaryContent(DocumentSchema.json());
    }

    static List<Path> theSamplesAreTakenByBoth() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../deploy/policies"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            version: 1                      | version: 2
            version: 1                      | version: 1\\nalarms: {}
            connections:                    | polices: []\\nconnections:
            name: openai                    | name: Open AI
            name: openai                    | naem: openai
            provider: openai                | provider: closedai
            provider: openai                | provider: openai\\n    codec: { region: eu-west-1 }
            provider: openai                | provider: openai\\n    targets: ["http://127.0.0.1:1"]
            provider: openai                | provider: openai\\n    credentials: [{ value: "${file:a}" }]
            provider: openai                | provider: openai\\n    http2: maybe
            target: http://127.0.0.1:8099   | target: ftp://127.0.0.1
            target: http://127.0.0.1:8099   | target: http://u:p@127.0.0.1
            target: http://127.0.0.1:8099   | ca: a.pem
            credential: ${file:demo-upstream} | models: [a]
            requestBytes: 512               | requestBytes: 2MB
            requestBytes: 512               | requestBytes: 0
            timeout: 5s                     | timeout: soon
            timeout: 5s                     | time: 5s
            http://127.0.0.1:2              | http://127.0.0.1:1/a@b
            value: "${file                  | until: soon, value: "${file
            value: "${file:demo-upstream}"  | value: None
            name: first                     | name: First
            models: ["a*", "*"]             | models: ["a*b"]
            path: /encode,                  |
            vectors: "$                     | vektors: "$
            GET /v1/models/*                | FETCH /v1/models
            notInspected: allow             | notInspected: maybe
            inputs: 16384                   | inputs: 16385
            concurrent: 1                   | concurrent: 0
            name: blocking                  | name: blocking, too
            groups: [a]                     | groups: []
            groups: [a]                     | group: [a]
            text-*                          | text-*-small
            10.0.0.0/8                      | localhost
            "20:00"                         | "25:00"
            MONDAY                          | MONTAG
            "red*"                          | "r*ed"
            EMAIL_ADDRESS, {                | e-mail, {
            threshold: 0.7                  | threshold: 2
            threshold: 0.7                  | score: 0.7
            words: [internal]               | words: [" "]
            words: [internal]               | word: [internal]
            action: block                   | action: forget
            action: block                   | shadow: true
            action: block                   | action: block\\n    style: type
            action: block                   | action: block\\n    withhold: true
            onError: allow                  | onError: maybe
            action: mask                    | action: mask, perItem: true
            action: mask                    | action: mask, text: x
            style: hash                     | style: blue
            detect: [EMAIL_ADDRESS], action | when: 'true', action
            detect: [EMAIL_ADDRESS], action: mask, style: hash | action: block
            keep: "0..255"                  | keep: "255"
            keep: "0..255"                  | zero: []
            truncate: 256,                  |
            truncate: 256                   | truncate: 0
            noise: 0.01                     | noise: 0
            quantise: 8                     | quantise: 9
            withhold: true                  | shadow: true
            withhold: true                  | withhold: true, quantise: 1
            vectorsPerDay: 5000             | vectorsPerDay: 0
            tokens: 8192                    | detect: [IMAGE]
            per: group                      | per: team
            match: { groups: [b] }          | match: { subjects: [b] }
            bytes: 64KiB                    | bytes: 64KB
            action: limit                   | action: block
            action: approve                 | action: mask
            groups: [privacy, legal]        | groups: []
            groups: [privacy, legal]        | groups: [" "]
            groups: [privacy, legal]        | groups: [privacy]\\n      minimum: 1
            count: 2                        | count: 11
            zone: Europe/Berlin, days: [FR  | zone: "", days: [FR
            reason: optional                | reason: perhaps
            webhooks: [chat]                | webhooks: [Chat room]
            after: 10m                      | after: soon
            after: 10m, groups: [security], |
            hold: 90s                       | hold: forever
            grant: 3h                       | shadow: false
            sameText: true                  | sameText: perhaps
            type: EMPLOYEE_ID, pattern      | type: employee, pattern
            type: EMPLOYEE_ID, pattern      | type: SECRET, pattern
            pattern: "E-[0-9]{6}",          |
            score: 0.4                      | score: 0
            context: [staff]                | context: [""]
            context: [staff]                | batch: 3
            types: [PERSON], p              | p
            types: [PERSON]                 | types: [SECRET]
            types: [PERSON]                 | types: [PERSON], words: [a]
            presidio: "http://127.0.0.1:3", |
            http://127.0.0.1:3              | ftp://127.0.0.1
            timeout: 1s                     | timeout: 1
            language: de                    | language: d
            threshold: 0.6                  | threshold: 0
            batch: 500                      | batch: 501
            halfLife: 6h                    | halfLife: soon
            critical: 100                   | critical: 101
            critical: 100                   | severe: 100
            near-duplicates: 45             | near-duplicate: 45
            near-duplicates: 45             | near-duplicates: 101
            near-duplicates: 45             | near-duplicates: many
            from: critical                  | from: low
            webhooks: [soc]                 | webhooks: [The SOC]
            """)
    void whatIsWrongIsRefusedByBoth(String part, String wrong) throws IOException {
        assertThat(GOOD).contains(part);
        String document = GOOD.replace(part, wrong == null ? "" : wrong.replace("\\n", "\n"));
        assertThat(bySchema(document)).as("schema").isNotEmpty();
        assertThat(byReader(document)).as("reader").isNotEmpty();
    }

    private static List<Error> bySchema(String document) {
        return SCHEMA.validate(document, InputFormat.YAML);
    }

    private List<Problem> byReader(String document) throws IOException {
        Files.writeString(folder.resolve("demo-upstream"), "a-key");
        AllowList allow = new AllowList(List.of("127.0.0.1:*"), null, folder, false);
        MaskKey key = new MaskKey("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        return switch (new DocumentReader(allow, Map.of(), null, key)
                .check(document.getBytes(StandardCharsets.UTF_8))) {
            case DocumentCheck.Valid _ -> List.of();
            case DocumentCheck.Refused refused -> refused.problems();
        };
    }

    private String reason(String document) throws IOException {
        return byReader(document).getFirst().reason();
    }

    private static List<String> words(String pointer) {
        return words(JSON.at(pointer));
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static JsonNode json() {
        try {
            return new ObjectMapper().readTree(DocumentSchema.json());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
