package io.vectrail.policy.rule;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What is taken from a vector before its caller gets it. */
public sealed interface Redaction {

    /**
     * The vector that is released.
     *
     * @param components as the provider answered them, or as redactions before left them; not changed
     * @param indices of the components, for a sparse vector; null where they count from 0
     * @return as many or fewer; none where the vector is withheld
     * @throws CannotBeExpressedException when the provider's form of a vector cannot say it
     */
    float[] applyTo(float[] components, int @Nullable [] indices, RandomGenerator random)
            throws CannotBeExpressedException;

    /**
     * Components are set to 0.
     *
     * @param ranges of components, from 0, both ends included
     * @param others whether those outside of the ranges are, and not those within
     */
    record Zero(List<Span> ranges, boolean others) implements Redaction {

        public Zero {
            ranges = List.copyOf(ranges);
        }

        @Override
        public float[] applyTo(float[] components, int @Nullable [] indices, RandomGenerator random) {
            float[] kept = components.clone();
            for (int i = 0; i < kept.length; i++) {
                int index = indices == null ? i : indices[i];
                if (ranges.stream().anyMatch(range -> range.contains(index)) != others) {
                    kept[i] = 0;
                }
            }
            return kept;
        }
    }

    /**
     * The first components alone.
     *
     * @param dimensions how many
     * @param renormalise whether they are scaled to the length 1, as models that can be shortened want it
     */
    record Truncate(int dimensions, boolean renormalise) implements Redaction {

        @Override
        public float[] applyTo(float[] components, int @Nullable [] indices, RandomGenerator random)
                throws CannotBeExpressedException {
            if (indices != null) {
                throw new CannotBeExpressedException("a sparse vector has no first components");
            }
            float[] first = Arrays.copyOf(components, Math.min(dimensions, components.length));
            double squares = 0;
            for (float component : first) {
                squares += (double) component * component;
            }
            if (renormalise && squares > 0) {
                double length = Math.sqrt(squares);
                for (int i = 0; i < first.length; i++) {
                    first[i] = (float) (first[i] / length);
                }
            }
            return first;
        }
    }

    /**
     * Gaussian noise on each component.
     *
     * @param sigma its standard deviation, above 0
     */
    record Noise(double sigma) implements Redaction {

        @Override
        public float[] applyTo(float[] components, int @Nullable [] indices, RandomGenerator random) {
            float[] noisy = new float[components.length];
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] = (float) (components[i] + sigma * random.nextGaussian());
            }
            return noisy;
        }
    }

    /**
     * Each component is moved to the nearest of so many equally distant values between the largest magnitude and its negative; by
     * one bit, to the mean magnitude with its own sign.
     *
     * @param bits 1 to 8
     */
    record Quantise(int bits) implements Redaction {

        @Override
        public float[] applyTo(float[] components, int @Nullable [] indices, RandomGenerator random)
                throws CannotBeExpressedException {
            double largest = 0;
            double sum = 0;
            for (float component : components) {
                largest = Math.max(largest, Math.abs(component));
                sum += Math.abs(component);
            }
            if (!Double.isFinite(largest)) {
                throw new CannotBeExpressedException("a component that is no finite number cannot be rounded");
            }
            if (largest == 0) {
                return components.clone();
            }
            // In double: twice the largest float is none.
            double mean = sum / components.length;
            double step = 2 * largest / ((1 << bits) - 1);
            float[] coarse = new float[components.length];
            for (int i = 0; i < coarse.length; i++) {
                double rounded = bits == 1
                        ? Math.copySign(mean, components[i])
                        : Math.round((components[i] + largest) / step) * step - largest;
                coarse[i] = (float) rounded;
            }
            return coarse;
        }
    }

    /** None of it. */
    record Withhold() implements Redaction {

        @Override
        public float[] applyTo(float[] components, int @Nullable [] indices, RandomGenerator random)
                throws CannotBeExpressedException {
            if (indices != null) {
                throw new CannotBeExpressedException("a sparse vector has no empty form");
            }
            return new float[0];
        }
    }

    /** Numbers from one to another, both included. */
    record Span(int first, int last) {

        /** @throws IllegalArgumentException when it is not such as "0..255" */
        static Span of(String text) {
            if (!text.matches("[0-9]{1,6}\\.\\.[0-9]{1,6}")) {
                throw new IllegalArgumentException("a range of components is such as \"0..255\"");
            }
            int dots = text.indexOf("..");
            Span span = new Span(Integer.parseInt(text.substring(0, dots)), Integer.parseInt(text.substring(dots + 2)));
            if (span.last < span.first) {
                throw new IllegalArgumentException(
                        "a range of components ends before it begins; write it as \"0..255\"");
            }
            return span;
        }

        boolean contains(int number) {
            return number >= first && number <= last;
        }
    }
}
