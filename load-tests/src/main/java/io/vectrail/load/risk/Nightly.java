package io.vectrail.load.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A job of each night that sends rows of a table: through a template, or bare titles. It is late at times, fails at times and has twice as much on the next night, and has
 * more at the end of a month.
 */
final class Nightly extends Benign {

    private static final Map<String, Double> OF_CUSTOMERS =
            Map.of("PERSON", 1.0, "DATE_TIME", 1.0, "PHONE_NUMBER", 0.04, "EMAIL_ADDRESS", 0.06);
    private static final Map<String, Double> OF_PRODUCTS = Map.of("URL", 0.02, "PERSON", 0.01);

    private final Rows rows;
    private final int batch;
    private final double perNight;
    private final int hour;
    private final boolean weekends;
    private double left;

    private enum Rows {
        PRODUCTS,
        CUSTOMERS,
        TITLES
    }

    Nightly(SplittableRandom random) {
        super(random, "embeddings");
        int kind = random.nextInt(10);
        this.rows = kind < 5 ? Rows.PRODUCTS : kind < 8 ? Rows.CUSTOMERS : Rows.TITLES;
        this.batch = List.of(1, 32, 64, 128, 256).get(random.nextInt(5));
        this.perNight = Math.min(batch == 1 ? 400 : 5000, StrictMath.exp(4 + random.nextDouble() * 4.4));
        this.hour = random.nextInt(6);
        this.weekends = random.nextBoolean();
    }

    @Override
    List<Call> work(int day) {
        if (free(day) && !weekends) {
            return List.of();
        }
        double rowsNow = left + about(perNight * grown(day) * (day % 30 == 29 ? 2 : 1));
        left = 0;
        if (random.nextInt(40) == 0) {
            left = rowsNow;
            return List.of();
        }
        long at = midnight(day)
                + hour * HOUR
                + (random.nextInt(30) == 0 ? random.nextLong(8 * HOUR) : random.nextLong(HOUR / 4));
        List<Call> calls = new ArrayList<>();
        for (int sent = 0; sent < rowsNow; sent += batch) {
            List<String> texts = new ArrayList<>();
            for (int i = sent; i < Math.min(rowsNow, sent + batch); i++) {
                texts.add(row());
            }
            calls.add(new Call(at, place(), texts)
                    .with(found(texts.size(), rows == Rows.CUSTOMERS ? OF_CUSTOMERS : OF_PRODUCTS)));
            at += batch == 1 ? 100 + random.nextInt(400) : 400 + random.nextInt(2500);
        }
        return calls;
    }

    private String row() {
        int subject = writing.subjectOf(domain);
        return switch (rows) {
            case PRODUCTS -> writing.product(subject);
            case CUSTOMERS -> writing.customer(subject);
            case TITLES -> writing.title(subject);
        };
    }
}
