package io.vectrail.load.detect;

/** What texts are made of: what people send, and what somebody sends who wants the gateway to be slow. */
public enum Texts {
    PROSE("""
            The committee met on Tuesday to go through the quarterly figures. Revenue was up by 4.2 percent, mostly because the \
            new warehouse in Leeds shortened deliveries by two days. Dr. Okafor asked whether order 20931 had been refunded; \
            nobody knew. "We should call them," she said, "before the auditors do." Version 2.14.1 goes out on 3 June.
            """),
    SUPPORT("""
            Hi team, customer Maria Lopez (maria.lopez@example.com, +44 20 7946 0958) says that invoice INV-2024-00981 was charged \
            twice to card 4111 1111 1111 1111. Her account is GB82 WEST 1234 5698 7654 32. See https://example.com/t/8812 and \
            the log: 2026-03-04T10:11:12Z host=10.2.3.4 id=9f1c2d3e-4b5a-6978-8796-a5b4c3d2e1f0 took 153 ms.
            """),
    CODE("""
            for (int i = 0; i < items.size(); i++) { total += items.get(i).price() * 1.19; } // see issue #4711
            {"id":"c0ffee00c0ffee00c0ffee00c0ffee00","count":3,"ratio":0.8731,"tags":["a","b"],"next":null}
            """),
    DIGITS("4111 1111 1111 111 2 3333-444 "),
    GROUPS("1-22-333-4444-55555-"),
    LONG_DIGITS("12345678901234567890"),
    ADDRESSES("a.b@c.d@e.f@"),
    VALID_ADDRESSES("ann.lee@example.com "),
    LETTERS("abcdefghijklmnopqrstuvwxyz"),
    CAPITALS("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
    HEX("deadbeef00c0ffee:"),
    PREFIXES("AKIA ghp_ eyJ sk_ xoxb- AIza -----BEGIN https:// password= "),
    BLOCKS("-----BEGIN PRIVATE KEY-----"),
    DOTS("1.2.3.4.5.6.7.8."),
    PERCENT("%41%42%43 "),
    BASE64("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="),
    LABELS("ssn passport account card date of birth mrn 1 ");

    private final String piece;

    Texts(String piece) {
        this.piece = piece;
    }

    String ofLength(int characters) {
        return piece.repeat(characters / piece.length() + 1).substring(0, characters);
    }
}
