package io.vectrail.policy.detect.type;

import org.jspecify.annotations.Nullable;

/** The number of a patient's record. Hospitals give numbers as they like, so that only its name tells one. */
final class MedicalRecord {

    private static final PhraseSet OWN = PhraseSet.of(
            "mrn, medical record, medical records, med rec, medrec, medical rec, patient id, patient identifier, "
                    + "patient no, patient nr, patient number, patient num, patient record, patient mrn, pat id, pt id, pt no, "
                    + "chart no, chart number, chart id, chart #, hospital number, hospital no, hospital id, hosp no, "
                    + "health record, health record number, emr, ehr, mr no, mr number, mr #, patientennummer, "
                    + "patienten id, patienten nr, patientennr, krankenakte, patientenakte, aktennummer, dossier médical, "
                    + "dossier medical, dossier patient, ipp, historia clínica, historia clinica, nhc, cartella clinica, "
                    + "patiëntnummer, patientnummer, patiënt, numer pacjenta, prontuário, prontuario, unit number, upn, mpi, "
                    + "empi, urn, hrn");

    private static final PhraseSet OTHER = PhraseSet.of(
            "dob, birth, born, phone, tel, telephone, mobile, cell, fax, ssn, insurance, policy, claim, account, "
                    + "acct, invoice, visit, encounter, order, npi, accession, date, room, bed, ward, zip, version, member, "
                    + "prescription, specimen, sample, study, timestamp, epoch, tracking, ticket, case, admitted, seen, "
                    + "dated, since, weight, mg, ml, age, aged, nhs, medicare, medicaid, dea, "
                    + "license, group, subscriber, bill, amount, balance, paid, serial, lot, batch, device, org, gauge, "
                    + "chart js, chartjs, pie, bar, chart version, helm, icd, cpt, score, count, size, total");

    private static final PhraseSet SHORT = PhraseSet.of("chart, patient, pt");

    private static final PhraseSet JOINED = PhraseSet.of("mrn, mr, pid, pt, pat, patient, chart");
    private static final PhraseSet PREFIXES = PhraseSet.of("mrn, no, nr, id");

    static final Recognizer RECOGNIZER = Recognizer.of("MEDICAL_RECORD")
            .labelled(0.6, "\\b\\d{4,12}\\b", MedicalRecord::named)
            .labelledWithin(
                    0.6,
                    "(?i)(?:mrn|mr|pid|pt|pat|patient|chart|id|no|nr|num|number)_{0,2}\\d{4,12}\\b",
                    MedicalRecord::joined)
            .labelled(0.6, "\\b\\d{2,4}(?:-\\d{2,6}){1,3}\\b", record -> !Dates.is(record) && named(record))
            .labelled(0.6, "\\b[A-Za-z]{1,4}-?\\d{4,12}\\b", record -> !prefix(record) && named(record))
            .labelled(0.6, "\\b\\d{4,10}-?[A-Za-z]\\b", MedicalRecord::named)
            .labelled(0.6, "\\b[A-Za-z]{1,4}-\\d{2,4}-\\d{2,8}\\b", record -> !prefix(record) && named(record))
            .context(OWN.list())
            .context(SHORT.list())
            .context("med. rec")
            .build();

    private MedicalRecord() {}

    private static boolean named(Candidate record) {
        boolean year = record.end() - record.start() == 4
                && (record.text().charAt(record.start()) == '1' || record.text().charAt(record.start()) == '2');
        return !year
                && beside(record)
                && !Neighbours.goesOn(record.after(1), record.after(2))
                && (Labels.name(record, OWN, OTHER) || Labels.directly(record, SHORT));
    }

    /** Digits right behind a name. */
    private static @Nullable Candidate joined(Candidate place) {
        int start = place.end();
        while (Neighbours.digit(place.text().charAt(start - 1))) {
            start--;
        }
        Candidate record = new Candidate(place.text(), start, place.end());
        return named(record) ? record : null;
    }

    /** Whether nothing, or only its name, goes on before it. */
    private static boolean beside(Candidate record) {
        char before = record.before(1);
        boolean joined = before == '-' || before == '_' || Character.isLetter(before);
        boolean number = Neighbours.digit(before)
                || ((before == '.' || before == '/' || before == ',') && Neighbours.digit(record.before(2)));
        return !number && (!joined || Labels.directly(record, JOINED));
    }

    private static boolean prefix(Candidate record) {
        int end = record.start();
        while (Character.isLetter(record.text().charAt(end))) {
            end++;
        }
        return Phrases.any(record.text(), record.start(), end, PREFIXES);
    }
}
