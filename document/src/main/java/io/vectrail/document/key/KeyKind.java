package io.vectrail.document.key;

import io.vectrail.event.CallerKey;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.runtime.token.IssuerSettings;
import java.util.regex.Pattern;

/** What a key of Vectrail's own is for. Each kind has a topic of its own, so that whoever follows one never takes a key of the other. */
public enum KeyKind {

    /** Stands for a caller of the gateway, where an issuer's token would. */
    CALLER("vtk_", IssuerSettings.PREFIX_OF_KEYS, "keys", "key", 10_000, 10_000),

    /** Stands for a program that calls the replay service for somebody, who created it. */
    API("vta_", IssuerSettings.PREFIX_OF_API_TOKENS, "tokens", "API token", 1_000, 50);

    private final String begin;
    private final Pattern within;
    private final String prefix;
    private final String objects;
    private final String word;
    private final int most;
    private final int mostOfOne;

    KeyKind(String begin, String prefix, String objects, String word, int most, int mostOfOne) {
        this.begin = begin;
        this.within = Pattern.compile(begin + "[0-9a-f]{16}_", Pattern.CASE_INSENSITIVE);
        this.prefix = prefix + ":";
        this.objects = objects;
        this.word = word;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Where they are published. */
    public Topic<CallerKey> topic() {
        return switch (this) {
            case CALLER -> Topics.KEYS;
            case API -> Topics.TOKENS;
        };
    }

    /** What their texts begin with. */
    String begin() {
        return begin;
    }

    /** What is in a text that has one in it. */
    Pattern within() {
        return within;
    }

    /** What their subjects begin with, and no issuer's. */
    String prefix() {
        return prefix;
    }

    /** Whether a subject is that of one of these. */
    public boolean isSubject(String subject) {
        return subject.startsWith(prefix);
    }

    /** All of them, as accesses and the API's paths call them. */
    public String objects() {
        return objects;
    }

    /** One of them, as people call it. */
    public String word() {
        return word;
    }

    /** How many there may be, those among them that have ended. */
    public int most() {
        return most;
    }

    /** How many that are in use one person may have created. */
    public int mostOfOne() {
        return mostOfOne;
    }
}
