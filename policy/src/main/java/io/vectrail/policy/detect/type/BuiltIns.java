package io.vectrail.policy.detect.type;

import java.util.List;

/** The types that need no detector of the document's own. */
public final class BuiltIns {

    private static final List<Recognizer> ALL = List.of(
            AuAbn.RECOGNIZER,
            AuAcn.RECOGNIZER,
            AuMedicare.RECOGNIZER,
            AuTfn.RECOGNIZER,
            CreditCard.RECOGNIZER,
            Crypto.RECOGNIZER,
            DateOfBirth.RECOGNIZER,
            EmailAddress.RECOGNIZER,
            EsNie.RECOGNIZER,
            EsNif.RECOGNIZER,
            Iban.RECOGNIZER,
            InAadhaar.RECOGNIZER,
            InPan.RECOGNIZER,
            InPassport.RECOGNIZER,
            InVehicleRegistration.RECOGNIZER,
            InVoter.RECOGNIZER,
            IpAddress.RECOGNIZER,
            ItDriverLicense.RECOGNIZER,
            ItFiscalCode.RECOGNIZER,
            ItIdentityCard.RECOGNIZER,
            ItPassport.RECOGNIZER,
            ItVatCode.RECOGNIZER,
            MacAddress.RECOGNIZER,
            MedicalRecord.RECOGNIZER,
            PhoneNumber.RECOGNIZER,
            PlPesel.RECOGNIZER,
            Secret.RECOGNIZER,
            SgNricFin.RECOGNIZER,
            SgUen.RECOGNIZER,
            UkNhs.RECOGNIZER,
            UkNino.RECOGNIZER,
            Url.RECOGNIZER,
            UsBankNumber.RECOGNIZER,
            UsDriverLicense.RECOGNIZER,
            UsItin.RECOGNIZER,
            UsPassport.RECOGNIZER,
            UsSsn.RECOGNIZER);

    private BuiltIns() {}

    /** All, in the order of their names. */
    public static List<Recognizer> all() {
        return ALL;
    }
}
