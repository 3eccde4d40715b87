package io.vectrail.policy.detect.type;

/** The numbering plan of North America. */
final class America {

    private America() {}

    /** Whether ten digits are an area and an exchange of it: neither begins with 0 or 1, or is one of the services such as 911. */
    static boolean holds(String digits) {
        return digits.length() == 10
                && digits.charAt(0) >= '2'
                && digits.charAt(1) != '9'
                && digits.charAt(3) >= '2'
                && !digits.startsWith("11", 1)
                && !digits.startsWith("11", 4);
    }
}
