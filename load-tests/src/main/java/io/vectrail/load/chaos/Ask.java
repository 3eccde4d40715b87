package io.vectrail.load.chaos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request, and what the upstream answers to it: both a pure function of seed, caller and number, so that bytes can be compared
 * without being kept.
 *
 * @param key caller and number
 * @param delayMillis how long the upstream, or the client that hangs up, waits
 */
record Ask(long key, Kind kind, List<String> texts, int dimensions, boolean base64, int delayMillis) {

    /** Stands in each text. */
    private static final Pattern MARK = Pattern.compile("#c(\\d+)-n(\\d+)#");

    private static final List<String> WORDS = List.of(
            "night", "train", "Vienna", "ledger", "harbour", "quarter", "signal", "meadow", "invoice", "copper");
    private static final int LARGE_TEXT_WORDS = 45_000;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    static long key(int caller, int number) {
        return ((long) caller << 32) | number;
    }

    static int caller(long key) {
        return (int) (key >>> 32);
    }

    static int number(long key) {
        return (int) key;
    }

    /** As people read it. */
    static String name(long key) {
        return "c" + caller(key) + "-n" + number(key);
    }

    static Ask of(long seed, long key) {
        SplittableRandom random = new SplittableRandom(seed ^ (key * SPREAD));
        Kind kind = Kind.drawn(random.nextInt(10_000));
        int texts = switch (kind) {
            case BATCH -> random.nextInt(2, 9);
            case LARGE_RESPONSE -> 40;
            default -> 1;
        };
        int words = kind == Kind.LARGE_REQUEST ? LARGE_TEXT_WORDS : random.nextInt(3, 20);
        List<String> made = new ArrayList<>(texts);
        for (int i = 0; i < texts; i++) {
            made.add(text(key, i, words, random));
        }
        boolean floats = kind == Kind.FLOATS;
        int dimensions = kind == Kind.LARGE_RESPONSE ? 1536 : floats ? 64 : 256;
        int delay = switch (kind) {
            case SLOW -> random.nextInt(200, 1000);
            case HANG_UP_WAITING -> random.nextInt(0, 60);
            default -> 0;
        };
        return new Ask(key, kind, made, dimensions, !floats, delay);
    }

    /** The key that a body's first text names; -1 when there is none. */
    static long keyIn(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 512), StandardCharsets.ISO_8859_1);
        Matcher matcher = MARK.matcher(start);
        return matcher.find() ? key(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))) : -1;
    }

    String path() {
        return kind == Kind.UNKNOWN_ROUTE ? "/openai/v1/nowhere" : "/openai/v1/embeddings";
    }

    /** 32 hex digits, for the header that every record of the exchange has. */
    static String trace(long key) {
        return String.format(Locale.ROOT, "c4a05000%08x%016x", caller(key), key);
    }

    /** The key of a record's trace id; -1 when it is none of ours. */
    static long keyOfTrace(String trace) {
        return trace.startsWith("c4a05000") ? Long.parseLong(trace.substring(16), 16) : -1;
    }

    byte[] body() {
        StringBuilder json = new StringBuilder(256);
        json.append("{\"model\":\"")
                .append(kind == Kind.BAD_MODEL ? "text-davinci-001" : "text-embedding-3-small")
                .append("\",\"input\":");
        if (texts.size() == 1) {
            json.append('"').append(texts.getFirst()).append('"');
        } else {
            json.append("[\"").append(String.join("\",\"", texts)).append("\"]");
        }
        json.append(",\"encoding_format\":\"")
                .append(base64 ? "base64" : "float")
                .append("\",\"dimensions\":");
        return json.append(dimensions).append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    int status() {
        return kind == Kind.ERROR ? 500 : 200;
    }

    /** What the upstream answers. */
    byte[] answer() {
        if (kind == Kind.ERROR) {
            return ("{\"error\":{\"message\":\"made to fail: " + name(key) + "\",\"type\":\"server_error\"}}")
                    .getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder json = new StringBuilder(512 + texts.size() * dimensions * 6);
        json.append("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < texts.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"index\":")
                    .append(i);
            json.append(",\"embedding\":");
            write(json, vector(texts.get(i), dimensions));
            json.append('}');
        }
        json.append("],\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Thousandths from -1 to 1: the same whether they are written as numbers or as float32. */
    static float[] vector(String text, int dimensions) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = random.nextInt(-1000, 1001) / 1000f;
        }
        return vector;
    }

    private void write(StringBuilder json, float[] vector) {
        if (base64) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            json.append('"')
                    .append(Base64.getEncoder().encodeToString(bytes.array()))
                    .append('"');
            return;
        }
        json.append('[');
        for (int i = 0; i < vector.length; i++) {
            json.append(i == 0 ? "" : ",").append(vector[i]);
        }
        json.append(']');
    }

    private static String text(long key, int index, int words, SplittableRandom random) {
        StringBuilder text =
                new StringBuilder("#").append(name(key)).append("# i").append(index);
        for (int i = 0; i < words; i++) {
            text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
