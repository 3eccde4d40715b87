package io.vectrail.policy.detect.type;

/** Sums over the ASCII digits of a place, whatever stands between them. Nothing is copied: most candidates end here. */
final class Digits {

    private Digits() {}

    /** The sum of the first digits, each times its weight. */
    static int weighted(Candidate place, int[] weights) {
        CharSequence text = place.text();
        int sum = 0;
        int index = 0;
        for (int i = place.start(); i < place.end() && index < weights.length; i++) {
            char c = text.charAt(i);
            if (is(c)) {
                sum += (c - '0') * weights[index++];
            }
        }
        return sum;
    }

    /** The number that the digits from one to before another are; at most nine. */
    static int number(Candidate place, int from, int to) {
        CharSequence text = place.text();
        int number = 0;
        int index = 0;
        for (int i = place.start(); i < place.end() && index < to; i++) {
            char c = text.charAt(i);
            if (is(c)) {
                number = index < from ? 0 : 10 * number + c - '0';
                index++;
            }
        }
        return number;
    }

    /** The digit at an index; 0 where there are not so many. */
    static int at(Candidate place, int index) {
        return number(place, index, index + 1);
    }

    static int count(Candidate place) {
        int count = 0;
        for (int i = place.start(); i < place.end(); i++) {
            count += is(place.text().charAt(i)) ? 1 : 0;
        }
        return count;
    }

    /** Whether all are one digit, as in 111111111: many check digits let those pass, and nobody is given one. */
    static boolean allSame(Candidate place) {
        CharSequence text = place.text();
        char first = 0;
        for (int i = place.start(); i < place.end(); i++) {
            char c = text.charAt(i);
            if (is(c)) {
                if (first != 0 && c != first) {
                    return false;
                }
                first = c;
            }
        }
        return true;
    }

    /** Whether eight are a day of the last or this century, year first: no account is numbered so but by chance, once in 1400. */
    static boolean isDay(Candidate place) {
        if (place.end() - place.start() != 8 || count(place) != 8) {
            return false;
        }
        int century = number(place, 0, 2);
        int month = number(place, 4, 6);
        int day = number(place, 6, 8);
        return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    static boolean is(char c) {
        return c >= '0' && c <= '9';
    }
}
