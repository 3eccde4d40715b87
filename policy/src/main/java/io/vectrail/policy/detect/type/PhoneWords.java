package io.vectrail.policy.detect.type;

/** What stands beside a telephone number, and beside numbers that only look like one. */
final class PhoneWords {

    static final PhraseSet OWN = PhraseSet.of(
            "phone, phones, telephone, tel, mobile, cell, cellphone, fax, call, dial, sms, text me, texted, "
                    + "whatsapp, viber, contact, ring, reach, msisdn, landline, hotline, mob, ph, callback, voicemail, "
                    + "my number, new number, this number, handy, handynummer, telefon, telefonnr, rufnummer, festnetz, mobil, "
                    + "mobilnummer, anruf, anrufen, telefoon, mobiel, gsm, bel, bellen, téléphone, portable, tél, appeler, "
                    + "appelez, numéro, teléfono, telefono, móvil, movil, celular, llamar, llame, llámame, cellulare, "
                    + "chiamare, chiama, cell, komórka, komórkowy, zadzwoń, kontakt, ligar, ligue, telefone, 電話, 携帯, caller id, "
                    + "called, phoned, rang, dialled, dialed, calling, helpline, phone number");

    static final PhraseSet OTHER = PhraseSet.of(
            "order, orders, catalogue, catalog, katalog, dimensions, article, drawing, manifest, label, meter, id, account, acct, invoice, ticket, mrn, tracking, ssn, passport, card, iban, dob, zip, "
                    + "zipcode, postcode, plz, date, reference, ref, policy, case, epoch, timestamp, isbn, issn, serial, imei, "
                    + "code, pin, otp, sku, part, version, duration, amount, price, total, balance, build, bestellung, "
                    + "bestellnummer, rechnung, kundennummer, auftrag, artikel, shipment, parcel, booking, claim, patient, "
                    + "record, chart, npi, vat, tax, steuernummer, nif, cpf, cnpj, rg, pesel, nip, regon, abn, acn, tfn, "
                    + "medicare, nhs, aadhaar, siret, siren, ein, license, licence, barcode, ean, upc, gtin, batch, lot, "
                    + "model, transaction, txn, payment, item, product, uid, pid, time, ts, offset, bytes, size, port, job, "
                    + "task, session, trace, routing, aba, sort, commit, hash, member, customer no, customer number, iccid, "
                    + "imsi, numéro de commande, commande, pedido, ordine, zamówienie");

    private PhoneWords() {}
}
