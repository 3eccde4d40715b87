package io.vectrail.policy.detect.type;

/** Keys, tokens and passwords; of each the value itself, but connection strings and private keys as a whole. */
final class Secret {

    static final Recognizer RECOGNIZER = recognizer();

    private Secret() {}

    private static Recognizer recognizer() {
        Recognizer.Builder builder = Recognizer.of("SECRET");
        IssuedTokens.shapes(builder);
        PrivateKeys.shapes(builder);
        ConnectionStrings.shapes(builder);
        AssignedSecrets.shapes(builder);
        return builder.build();
    }
}
