package io.vectrail.policy.detect.type;

import java.util.Set;

/**
 * A vehicle's registration in India: state, district, series, four digits (Central Motor Vehicles Rules, 50), the BH series, and
 * those of the forces and of diplomats.
 */
final class InVehicleRegistration {

    private static final Label LABEL = Label.of(
            "vehicle",
            "vehicle number",
            "vehicle no",
            "vehicle registration",
            "registration",
            "registration number",
            "registration no",
            "regn",
            "regn no",
            "reg no",
            "reg number",
            "reg",
            "plate",
            "number plate",
            "license plate",
            "licence plate",
            "plate number",
            "rto",
            "rc",
            "rc number",
            "car",
            "car number",
            "bike",
            "scooter",
            "truck",
            "taxi",
            "cab",
            "auto",
            "lorry",
            "bus",
            "gaadi",
            "parked",
            "parking",
            "challan",
            "fastag");

    private static final Set<String> STATES = Set.of(
            "AN", "AP", "AR", "AS", "BR", "CG", "CH", "CT", "DD", "DL", "DN", "GA", "GJ", "HP", "HR", "JH", "JK", "KA",
            "KL", "LA", "LD", "MH", "ML", "MN", "MP", "MZ", "NL", "OD", "OR", "PB", "PY", "RJ", "SK", "TG", "TN", "TR",
            "TS", "UA", "UK", "UL", "UP", "WB");

    static final Recognizer RECOGNIZER = Recognizer.of("IN_VEHICLE_REGISTRATION")
            .shape(
                    0.7,
                    "\\b[A-Z]{2}[ -]?\\d{1,2}[ -]?[A-Z]{1,3}[ -]?\\d{4}\\b",
                    LABEL.unlessGoods(InVehicleRegistration::ofState))
            .labelled(
                    0.5,
                    "(?i)\\b[A-Z]{2}[ -]?\\d{1,2}[ -]?[A-Z]{1,3}[ -]?\\d{4}\\b",
                    LABEL.required(InVehicleRegistration::ofState))
            .shape(
                    0.85,
                    "\\b\\d{2}[ -]?BH[ -]?\\d{4}[ -]?[A-Z]{1,2}\\b",
                    LABEL.unlessGoods(InVehicleRegistration::numbered))
            .labelled(
                    0.5,
                    "(?i)\\b\\d{2}[ -]?BH[ -]?\\d{4}[ -]?[A-Z]{1,2}\\b",
                    LABEL.required(InVehicleRegistration::numbered))
            .labelled(0.5, "\\b\\d{1,3}[ -]?(?:CD|CC|UN)[ -]?\\d{1,4}\\b", LABEL.required(c -> true))
            .labelled(0.5, "\\b\\d{2}[ -]?[A-Z][ -]?\\d{6}[A-Z]\\b", LABEL.required(c -> true))
            .shape(
                    0.7,
                    "\\bDL[ -]?\\d{1,2}[A-Z][ -][A-Z]{1,2}[ -]\\d{4}\\b",
                    LABEL.unlessGoods(InVehicleRegistration::ofState))
            .context(LABEL.words())
            .build();

    private InVehicleRegistration() {}

    private static boolean ofState(Candidate candidate) {
        String value = candidate.alphanumerics();
        int district = Digits.is(value.charAt(3)) ? Digits.number(candidate, 0, 2) : value.charAt(2) - '0';
        return district > 0 && STATES.contains(value.substring(0, 2)) && !value.endsWith("0000");
    }

    private static boolean numbered(Candidate candidate) {
        String value = candidate.alphanumerics();
        return value.charAt(0) == '2' && !value.startsWith("0000", 4);
    }
}
