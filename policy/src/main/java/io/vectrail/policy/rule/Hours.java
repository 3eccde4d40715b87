package io.vectrail.policy.rule;

import io.vectrail.runtime.config.Problems;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hours of days of the week.
 *
 * @param from the first minute
 * @param to the first minute behind them; before {@code from}, or the same, where they go on past midnight, into the next day
 * @param zone whose clock counts
 * @param days those on which they begin
 */
public record Hours(LocalTime from, LocalTime to, ZoneId zone, Set<DayOfWeek> days) {

    private static final Pattern FORM = Pattern.compile("([A-Z,]+) (\\S+)-(\\S+) (\\S+)");

    /** On one line, such as {@code MONDAY,FRIDAY 08:00-18:00 Europe/Berlin}: {@link #parse} reads it again. */
    public String text() {
        return days.stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(",")) + " " + from + "-" + to
                + " " + zone;
    }

    /** @throws IllegalArgumentException when it is no such line */
    public static Hours parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("is not like MONDAY,FRIDAY 08:00-18:00 Europe/Berlin");
        }
        try {
            return new Hours(
                    LocalTime.parse(form.group(2)),
                    LocalTime.parse(form.group(3)),
                    ZoneId.of(form.group(4)),
                    Arrays.stream(form.group(1).split(","))
                            .map(DayOfWeek::valueOf)
                            .collect(Collectors.toSet()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is not like MONDAY,FRIDAY 08:00-18:00 Europe/Berlin", e);
        }
    }

    public boolean contain(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        LocalTime time = there.toLocalTime();
        if (from.isBefore(to)) {
            return days.contains(there.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
        }
        return (!time.isBefore(from) && days.contains(there.getDayOfWeek()))
                || (time.isBefore(to) && days.contains(there.getDayOfWeek().minus(1)));
    }

    /**
     * As they stand in the document.
     *
     * @param from such as "18:00"; midnight where it is left out
     * @param to such as "07:00"; midnight where it is left out
     * @param zone such as Europe/Berlin; UTC where it is left out
     * @param days such as [MONDAY, TUESDAY]; all where they are left out
     */
    public record Written(
            @Nullable String from,
            @Nullable String to,
            @Nullable String zone,
            @Nullable List<DayOfWeek> days) {

        Hours hours(Problems problems) {
            problems.at("days").check(days == null || !days.isEmpty(), "is empty; leave it out where all days count");
            return new Hours(
                    time(from, problems.at("from")),
                    time(to, problems.at("to")),
                    zone(problems.at("zone")),
                    days == null ? Set.of(DayOfWeek.values()) : Set.copyOf(days));
        }

        private static LocalTime time(@Nullable String text, Problems problems) {
            try {
                return text == null ? LocalTime.MIDNIGHT : LocalTime.parse(text);
            } catch (DateTimeException e) {
                problems.add("must be a time of the day such as \"18:00\"");
                return LocalTime.MIDNIGHT;
            }
        }

        private ZoneId zone(Problems problems) {
            try {
                return ZoneId.of(zone == null ? "UTC" : zone);
            } catch (DateTimeException e) {
                problems.add("must be a time zone such as Europe/Berlin");
                return ZoneOffset.UTC;
            }
        }
    }
}
