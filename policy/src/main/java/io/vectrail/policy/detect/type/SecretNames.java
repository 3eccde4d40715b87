package io.vectrail.policy.detect.type;

/** How keys are called whose values are secret, in code, settings, headers and forms. */
final class SecretNames {

    private static final Endings PASSWORDS =
            Endings.of("password, passwd, passwort, kennwort, passphrase, contraseña, contrasena, motdepasse, senha, "
                    + "wachtwoord, hasło, haslo, passwordis, pwd, dbpass, userpass, adminpass, rootpass, mysqlpass, smtppass, "
                    + "identifiedby, passcode");

    private static final PhraseSet SHORT = PhraseSet.of("pass, pw, psw, mdp");

    private static final Endings TOKENS = Endings.of(
            "token, secret, apikey, accesskey, secretkey, privatekey, authkey, encryptionkey, signingkey, masterkey, "
                    + "accountkey, sharedaccesskey, sharedkey, storagekey, storageaccountkey, secretaccesskey, secretkeybase, "
                    + "bearer, subscriptionkey, consumerkey, servicekey, hmackey, credential, credentials, serverkey, "
                    + "sessionkey, appkey, authorization, xapikey, integrationkey, sendgridkey, awskey, azurekey, "
                    + "apisecretkey, schlüssel, webhookkey, adminkey, cookiesecret, cryptokey, aeskey, deploykey");

    private static final PhraseSet SHORT_TOKENS = PhraseSet.of("salt, sig");

    private static final Endings NOT =
            Endings.of("pagetoken, nexttoken, continuationtoken, synctoken, csrftoken, xsrftoken, cancellationtoken, "
                    + "cursortoken, tokenizer, devicetoken, eostoken, bostoken, padtoken, pertoken, maxtoken, stoptoken, "
                    + "eachtoken");

    private SecretNames() {}

    /** What a name promises. */
    enum Kind {
        PASSWORD,
        TOKEN,
        NONE
    }

    /**
     * @param name as it stands, with whatever signs are between its words
     * @param assigned whether a sign such as = or : follows it
     */
    static Kind of(CharSequence name, boolean assigned) {
        String letters = letters(name);
        if (NOT.endIn(letters)) {
            return Kind.NONE;
        }
        if (PASSWORDS.endIn(letters) || (assigned && letters.contains("passwordfor"))) {
            return Kind.PASSWORD;
        }
        if (name.toString().trim().equals("PASS")) {
            return Kind.NONE;
        }
        int start = Phrases.start(name, 0, name.length());
        if (Phrases.any(name, start, name.length(), SHORT)) {
            return Kind.PASSWORD;
        }
        boolean token = TOKENS.endIn(letters) || Phrases.any(name, start, name.length(), SHORT_TOKENS);
        return token ? Kind.TOKEN : Kind.NONE;
    }

    private static String letters(CharSequence name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'a' && c <= 'z') {
                letters.append(c);
            } else if (Character.isLetter(c)) {
                letters.append(Character.toLowerCase(c));
            }
        }
        return letters.toString();
    }
}
