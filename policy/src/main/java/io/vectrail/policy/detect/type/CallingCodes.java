package io.vectrail.policy.detect.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The countries' calling codes with how many digits follow (ITU-T E.164 and the national numbering plans). */
final class CallingCodes {

    /** Codes, and the least and the most digits behind one. */
    private record Plan(String codes, int least, int most) {}

    private static final List<Plan> PLANS = List.of(
            new Plan("1|7|44|91|52|57|30|20|63|92|90|98|58|234|880|964", 10, 10),
            new Plan("33|34|31|48|61|41|27|51|56|94|380|351|420|421|40|966|254|212|213|593|233|256|355|998|995", 9, 9),
            new Plan("65|45|47|852|853|216|370|371|357|356|386|502|503|504|505|506|507|965|968|973|974|976|855", 8, 8),
            new Plan("32|36|353|359|381|385|387|372|972|971|84|66|961|962", 8, 10),
            new Plan("39|60|64|46|81|82|54|55|86|62", 8, 11),
            new Plan("49|43|352|354|358|376|377", 7, 11));

    private static final String BETWEEN = "[ ./()-]{0,3}";

    private CallingCodes() {}

    /** Numbers with a plus and a code, perhaps in brackets, and perhaps with the national zero in brackets behind it. */
    static List<String> international() {
        List<String> patterns = new ArrayList<>();
        for (Plan plan : PLANS) {
            String code = "(?:" + plan.codes + ")";
            patterns.add("(?:\\+" + code + "|\\(\\+" + code + "\\))" + rest(plan));
        }
        return patterns;
    }

    /** The same with what is dialled instead of the plus. */
    static List<String> dialled() {
        List<String> patterns = new ArrayList<>();
        for (Plan plan : PLANS) {
            patterns.add("\\b(?:00|011[ -])(?:" + plan.codes + ")" + rest(plan));
        }
        return patterns;
    }

    private static String rest(Plan plan) {
        return "(?:[ .-]?\\(0\\))?(?:" + BETWEEN + "\\d){" + plan.least + "," + plan.most + "}\\b";
    }

    /** Whether digits, a code's first, have that plan's length. */
    static boolean begins(String digits) {
        for (Plan plan : PLANS) {
            for (String code : Arrays.asList(plan.codes.split("\\|", -1))) {
                int rest = digits.length() - code.length();
                if (digits.startsWith(code) && rest >= plan.least && rest <= plan.most) {
                    return true;
                }
            }
        }
        return false;
    }
}
