package io.vectrail.replay.search;

import java.util.Locale;

/** A field that lists of exchanges are narrowed by. */
public enum ExchangeField {
    SUBJECT("subject", "subject", Kind.EXACT, Home.TEXTS_TOO),
    /** One that the caller was in. */
    GROUP("group", "groups", Kind.ONE_OF, Home.TEXTS_TOO),
    CONNECTION("connection", "connection", Kind.EXACT, Home.TEXTS_TOO),
    /** A trailing * stands for anything. */
    MODEL("model", "model", Kind.MAY_GO_ON, Home.TEXTS_TOO),
    DECISION("decision", "decision", Kind.SYMBOL, Home.TEXTS_TOO),
    /** One that matched, in shadow or not. */
    RULE("rule", "rule_names", Kind.ONE_OF, Home.EXCHANGES),
    /** A type that something was found of. */
    DETECTION("detection", "detection_types", Kind.ONE_OF, Home.EXCHANGES),
    OUTCOME("outcome", "outcome", Kind.SYMBOL, Home.TEXTS_TOO),
    /** That they were held for, went on by, or were refused under; its id. */
    APPROVAL("approval", "approval_id", Kind.EXACT, Home.EXCHANGES);

    private enum Kind {
        EXACT,
        SYMBOL,
        MAY_GO_ON,
        ONE_OF
    }

    /** Whether each text says it of its exchange; rules and detections those alone that were stored since 0020. */
    private enum Home {
        EXCHANGES,
        TEXTS_TOO
    }

    private final String parameter;
    private final String column;
    private final Kind kind;
    private final Home home;

    ExchangeField(String parameter, String column, Kind kind, Home home) {
        this.parameter = parameter;
        this.column = column;
        this.kind = kind;
        this.home = home;
    }

    /** What the API calls it. */
    public String parameter() {
        return parameter;
    }

    String column() {
        return column;
    }

    /** How the API writes one: symbols are lower case there. */
    String shown(String stored) {
        return kind == Kind.SYMBOL ? stored.toLowerCase(Locale.ROOT) : stored;
    }

    boolean knownOfTexts() {
        return home == Home.TEXTS_TOO;
    }

    void require(Conditions conditions, String value) {
        switch (kind) {
            case EXACT -> conditions.equal(column, value);
            case SYMBOL -> conditions.equal(column, value.toUpperCase(Locale.ROOT));
            case MAY_GO_ON -> conditions.like(column, value);
            case ONE_OF -> conditions.require("has(" + column + ", {" + parameter + ":String})", parameter, value);
        }
    }
}
