package io.vectrail.streams.scoring;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.BodyState;
import io.vectrail.event.Outcome;
import io.vectrail.event.PolicyDecision;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RecordedRequest;
import io.vectrail.event.RecordedResponse;
import io.vectrail.streams.session.Exchanges;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls with texts and vectors in their bodies, as an edge records them of OpenAI. A text's vector is the sum of its words'. */
public final class Calls {

    private static final int DIMENSIONS = 256;
    private static final String[] WORDS =
            ("time year people way day man thing woman life child world school state family student group country problem hand"
                            + " part place case week company system program question work government number night point home water room mother area money"
                            + " story fact month lot right study book eye job word business issue side kind head house service friend father power hour"
                            + " game line end member law car city community name president team minute idea body information back parent face others level"
                            + " office door health person art war history party result change morning reason research girl guy moment air teacher force")
                    .split(" ", -1);
    private static final String[] EVERYWHERE = "the of and to in a is that for it as was with be by on".split(" ", -1);

    private Calls() {}

    /** A call of the caller that was answered. */
    public static AuditExchange call(String subject, Instant at, String... texts) {
        AuditExchange exchange = Exchanges.exchange(subject, "openai", at);
        exchange.setProvider("openai");
        exchange.setOperation("embeddings");
        exchange.setRequest(new RecordedRequest("POST", "/v1/embeddings", List.of(), List.of(), body(request(texts))));
        exchange.setResponse(new RecordedResponse(200, List.of(), body(answer(texts))));
        List<RecordedItem> items = new ArrayList<>();
        for (String text : texts) {
            items.add(RecordedItem.newBuilder()
                    .setIndex(items.size())
                    .setCharacters(text.length())
                    .build());
        }
        exchange.setItems(items);
        return exchange;
    }

    /** The same, refused. */
    static AuditExchange refused(String subject, Instant at, String text) {
        AuditExchange exchange = call(subject, at, text);
        exchange.setOutcome(Outcome.REFUSED);
        exchange.setResponse(null);
        exchange.setRefusalCode("blocked_by_policy");
        return exchange;
    }

    /** The same under another document. */
    public static AuditExchange under(String hash, AuditExchange exchange) {
        exchange.setDecision(PolicyDecision.newBuilder(exchange.getDecision())
                .setDocumentHash(hash)
                .build());
        return exchange;
    }

    /** A sentence of so many words, a third of which stand everywhere. */
    public static String sentence(Random random, int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> i % 3 == 1
                        ? EVERYWHERE[random.nextInt(EVERYWHERE.length)]
                        : WORDS[random.nextInt(WORDS.length)] + (random.nextInt(4) == 0 ? random.nextInt(50) : ""))
                .collect(Collectors.joining(" "));
    }

    /** The text with one of its words replaced. */
    public static String guess(Random random, String text) {
        String[] words = text.split(" ", -1);
        words[random.nextInt(words.length)] = WORDS[random.nextInt(WORDS.length)] + random.nextInt(1000);
        return String.join(" ", words);
    }

    /** Calls of somebody who guesses at one text, a second apart, the last a second before that time. */
    public static List<AuditExchange> guesses(String subject, Instant before, int count) {
        Random random = new Random(3);
        String target = sentence(random, 30);
        List<AuditExchange> guesses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // No later than the record is stamped: that would count instead.
            guesses.add(call(subject, before.minusSeconds(count - i), guess(random, target)));
        }
        return guesses;
    }

    /** Calls of seven callers of 20 days, somewhat out of order. */
    public static List<AuditExchange> traffic(String run, Instant before, int count) {
        Random random = new Random(4);
        String target = sentence(random, 30);
        Instant from = before.minus(Duration.ofDays(20));
        List<AuditExchange> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = i % 2 == 0 ? guess(random, target) : sentence(random, 3 + random.nextInt(30));
            Instant at = from.plus(Duration.ofMinutes(2L * i)).minus(Duration.ofMinutes(random.nextInt(60)));
            all.add(call(run + "-" + i % 7, at, text));
        }
        return all;
    }

    private static String request(String... texts) {
        return "{\"model\":\"text-embedding-3-small\",\"encoding_format\":\"base64\",\"input\":["
                + List.of(texts).stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",")) + "]}";
    }

    private static String answer(String... texts) {
        List<String> data = new ArrayList<>();
        for (String text : texts) {
            data.add("{\"object\":\"embedding\",\"index\":" + data.size() + ",\"embedding\":\"" + base64(text) + "\"}");
        }
        return "{\"object\":\"list\",\"model\":\"text-embedding-3-small\",\"data\":[" + String.join(",", data)
                + "],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
    }

    private static String base64(String text) {
        float[] vector = new float[DIMENSIONS];
        for (String word : text.split(" ", -1)) {
            Random random = new Random(word.hashCode());
            for (int i = 0; i < DIMENSIONS; i++) {
                vector[i] += (float) random.nextGaussian();
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float component : vector) {
            bytes.putFloat(component);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static RecordedBody body(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return RecordedBody.newBuilder()
                .setState(BodyState.VERBATIM)
                .setMediaType("application/json")
                .setSize(bytes.length)
                .setContent(ByteBuffer.wrap(bytes))
                .build();
    }
}
