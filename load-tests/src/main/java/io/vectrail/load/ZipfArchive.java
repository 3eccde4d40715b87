package io.vectrail.load;

import java.util.function.Consumer;

/**
 * An archive that was filled by SQL: exchanges of twenty words each, in a Zipf distribution with exponent 1 over 100,000 words, two weeks of them. The word at rank n is wn.
 * Everything follows from the row's number, so that two archives are the same.
 */
final class ZipfArchive {

    static final int WORDS = 100_000;

    private static final int WORDS_OF_A_TEXT = 20;
    private static final int BATCH = 250_000;

    /** A number that looks random, in [0, 1), of the row and something else. */
    private static final String CHANCE = "(cityHash64(number, %s) / 18446744073709551616.)";

    /** Ranks whose logarithms are spread evenly. */
    private static final String TEXT = "arrayStringConcat(arrayMap(k -> concat('w', toString(toUInt32(floor(exp("
            + CHANCE.formatted("k, 'word'") + " * log(" + (WORDS + 1) + ")))))), range(" + WORDS_OF_A_TEXT
            + ")), ' ')";

    private static final String ROWS = """
            WITH fromUnixTimestamp64Milli(toInt64(1767225600000 + intDiv(number * 1209600000, {count})), 'UTC') AS at,
                concat(leftPad(lower(hex(toUnixTimestamp64Milli(at))), 16, '0'), '-', leftPad(toString(number), 8, '0')) AS key,
                concat('caller-', toString(toUInt32(floor(exp(%s * log(2001)))))) AS who,
                ['openai', 'cohere', 'google', 'ollama'][1 + cityHash64(number, 'connection') %% 4] AS to,
                ['text-embedding-3-small', 'text-embedding-3-large', 'embed-v4'][1 + cityHash64(number, 'model') %% 3] AS with_model,
                [concat('team-', toString(cityHash64(who) %% 20))] AS teams,
                cityHash64(number, 'decision') %% 100 AS lot,
                multiIf(lot < 90, 'ALLOW', lot < 97, 'MASK', lot < 99, 'BLOCK', 'DENY') AS decided,
                if(lot < 97, 'COMPLETED', 'REFUSED') AS ended,
                %s AS words
            """.formatted(CHANCE.formatted("'caller'"), TEXT);

    private static final String EXCHANGES = """
            INSERT INTO vectrail.exchanges (id, time, subject, groups, connection, model, decision, outcome, status, inputs, preview,
                rule_names, detection_types, topic, partition, offset)
            %s SELECT key, at, who, teams, to, with_model, decided, ended, if(ended = 'COMPLETED', 200, 403), 1, substring(words, 1, 160),
                if(lot < 90, [], [if(lot < 97, 'mask-pii', 'no-secrets')]), if(lot < 90, [], [if(lot < 95, 'EMAIL_ADDRESS', 'SECRET')]),
                'vectrail.exchanges', 0, number
            FROM numbers({from}, {some})
            """.formatted(ROWS);

    private static final String INPUTS = """
            INSERT INTO vectrail.inputs (exchange, time, subject, groups, connection, model, decision, outcome, input, text, terms,
                rules, detections, shown, topic, partition, offset)
            %s SELECT key, at, who, teams, to, with_model, decided, ended, 0, words, words,
                if(lot < 90, [], [if(lot < 97, 'mask-pii', 'no-secrets')]), if(lot < 90, [], [if(lot < 95, 'EMAIL_ADDRESS', 'SECRET')]),
                concat('["', who, '","', to, '","', with_model, '","', decided, '","', ended, '",', if(ended = 'COMPLETED', '200', '403'), ',1,null,"',
                    substring(words, 1, 160), '"]'),
                'vectrail.exchanges', 0, number
            FROM numbers({from}, {some})
            """.formatted(ROWS);

    private ZipfArchive() {}

    /** @param clickHouse runs a statement on tables that are there */
    static void fill(Consumer<String> clickHouse, int exchanges) {
        for (int from = 0; from < exchanges; from += BATCH) {
            int some = Math.min(BATCH, exchanges - from);
            for (String statement : new String[] {EXCHANGES, INPUTS}) {
                clickHouse.accept(statement
                        .replace("{count}", Integer.toString(exchanges))
                        .replace("{from}", Integer.toString(from))
                        .replace("{some}", Integer.toString(some)));
            }
        }
    }
}
