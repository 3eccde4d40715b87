package io.vectrail.policy.detect.type;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether what looks like a date is one of the calendar's. */
final class Dates {

    /** How months begin in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and the Nordic languages. */
    private static final String MONTHS =
            " jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez fév fev avr juin juil aoû aou déc ene "
                    + "abr ago set dic gen mag giu lug ott out mei maa sty lut kwi maj cze lip sie wrz paź lis gru mrz ";

    /** The begins of months as a pattern: those of letters of ASCII in any case. */
    static final String MONTH = pattern();

    private Dates() {}

    private static String pattern() {
        return Arrays.stream(MONTHS.strip().split(" ", -1))
                .map(month -> month.chars()
                        .mapToObj(c -> c < 128
                                ? "[" + (char) Character.toUpperCase(c) + (char) c + "]"
                                : String.valueOf((char) c))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("|"));
    }

    /** Whether digits with one sign between them are a year, month and day, or the other way round. */
    static boolean is(Candidate date) {
        int first = date.text().charAt(date.start() + 2) == '-' ? 2 : 4;
        boolean ten = date.end() - date.start() == 10 && date.text().charAt(date.start() + first) == '-';
        return ten && (first == 4 ? yearFirst(date) : yearLast(date));
    }

    static boolean yearFirst(Candidate date) {
        int[] parts = parts(date);
        return day(parts[1], parts[2]);
    }

    /** Day and month come in either order. */
    static boolean yearLast(Candidate date) {
        int[] parts = parts(date);
        return day(parts[1], parts[0]) || day(parts[0], parts[1]);
    }

    /** Eight digits with the year before or behind. */
    static boolean compact(Candidate date) {
        int number = Integer.parseInt(date.value());
        int high = number / 10000;
        int low = number % 10000;
        boolean first = year(high) && day(low / 100, low % 100);
        return first || (year(low) && (day(high % 100, high / 100) || day(high / 100, high % 100)));
    }

    /** Whether the word in it begins like a month. */
    static boolean month(Candidate date) {
        CharSequence text = date.text();
        for (int i = date.start(); i + 3 <= date.end(); i++) {
            boolean begins = Character.isLetter(text.charAt(i))
                    && (i == date.start() || !Character.isLetter(text.charAt(i - 1)));
            if (begins
                    && MONTHS.contains(
                            " " + text.subSequence(i, i + 3).toString().toLowerCase(Locale.ROOT) + " ")) {
                return true;
            }
        }
        return false;
    }

    private static int[] parts(Candidate date) {
        int[] parts = new int[3];
        int part = 0;
        boolean within = false;
        for (int i = date.start(); i < date.end(); i++) {
            char c = date.text().charAt(i);
            if (Neighbours.digit(c)) {
                parts[part] = parts[part] * 10 + c - '0';
                within = true;
            } else if (within) {
                part++;
                within = false;
            }
        }
        return parts;
    }

    private static boolean year(int year) {
        return year >= 1880 && year < 2100;
    }

    private static boolean day(int month, int day) {
        int last = month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        return month >= 1 && month <= 12 && day >= 1 && day <= last;
    }
}
