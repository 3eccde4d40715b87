package io.vectrail.replay.search.text;

import java.util.ArrayList;
import java.util.List;

/** What a query is made of; the last one is its end. Places count characters from 0. */
sealed interface Token {

    int place();

    record And(int place) implements Token {}

    record Or(int place) implements Token {}

    record Not(int place) implements Token {}

    record Open(int place) implements Token {}

    record Close(int place) implements Token {}

    record Quoted(String text, int place) implements Token {}

    record Bare(String text, int place) implements Token {}

    record End(int place) implements Token {}

    static List<Token> of(String typed) {
        List<Token> tokens = new ArrayList<>();
        int open = 0;
        int at = 0;
        while (at < typed.length()) {
            char c = typed.charAt(at);
            if (isSpace(c)) {
                at++;
            } else if (c == '"') {
                int end = typed.indexOf('"', at + 1);
                int until = end < 0 ? typed.length() : end;
                tokens.add(new Quoted(typed.substring(at + 1, until), at));
                at = until + 1;
            } else if (c == '(') {
                open++;
                tokens.add(new Open(at++));
            } else if (c == ')') {
                // One that closes nothing is a sign like others.
                if (open > 0) {
                    open--;
                    tokens.add(new Close(at));
                }
                at++;
            } else if (c == '-' && beginsSomething(typed, at + 1)) {
                tokens.add(new Not(at++));
            } else {
                int end = endOfWord(typed, at, open > 0);
                tokens.add(word(typed.substring(at, end), at));
                at = end;
            }
        }
        tokens.add(new End(typed.length()));
        return tokens;
    }

    /** Parentheses that a word opens itself are a part of it, as in f(x); those that an operator stands before are not. */
    private static int endOfWord(String typed, int from, boolean inParentheses) {
        int own = 0;
        int at = from;
        for (; at < typed.length(); at++) {
            char c = typed.charAt(at);
            if (isSpace(c) || c == '"' || (c == '(' && isOperator(typed.substring(from, at)))) {
                break;
            }
            if (c == '(') {
                own++;
            } else if (c == ')' && own > 0) {
                own--;
            } else if (c == ')' && inParentheses) {
                break;
            }
        }
        return at;
    }

    private static boolean beginsSomething(String typed, int at) {
        return at < typed.length() && !isSpace(typed.charAt(at)) && "-)".indexOf(typed.charAt(at)) < 0;
    }

    /** A space that is not to be broken is one, too: it comes with what is pasted. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isOperator(String word) {
        return !(word(word, 0) instanceof Bare);
    }

    private static Token word(String text, int place) {
        return switch (text) {
            case "AND" -> new And(place);
            case "OR" -> new Or(place);
            case "NOT" -> new Not(place);
            default -> new Bare(text, place);
        };
    }
}
