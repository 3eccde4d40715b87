package io.vectrail.policy.detect.type;

import java.util.List;
import java.util.stream.Stream;

/**
 * Words that name a number, whatever it is. A type's own words go before them, so all types' labels are here, and those of
 * numbers that are nobody's.
 */
final class OtherLabels {

    private static final String NOBODYS = """
            pallet, article, log id, object id, crate, shelf, aisle, docket, trace id, request id, session id, process id,
            device id, tenant id, project id, build id, job id, run id, message id, event id, thread id, product id, item id,
            gift card, credit card, debit card, loyalty card, sim card, phone card, s/n, p/n, sn, zamowien, tracking no,
            call me, call me at, call us, call us at, call on, reach me, reach me at, reach us at, dial, text me at, phone me on,
            contact number, expires, expiration, exp, valid until, until, dob, birth, birthdate, issued on, issue date,
            po, ts, social media, aws account, aws account id, azure account, cloud account, email account,
            twitter account, facebook account, google account, utility account, electricity account, gas account,
            water account, internet account, gl account, ledger account, carta di credito, carta credito, carta fedelta,
            tarjeta, tarjeta de credito, karta, documento di viaggio, travel document, documento di trasporto, ddt,
            cap, kwh, ms, seconds, sku, unix time, unix timestamp, ip, url, dpi, pixels, followers, likes, views,
            order, order id, orders, purchase, invoice, receipt, bill, quote, ticket, case, claim, tracking, track,
            parcel, shipment, shipping, delivery, consignment, waybill, awb, ups, fedex, usps, dhl, phone, telephone,
            tel, mobile, cell, cellphone, fax, callback, whatsapp, sms, telefono, telefon, movil, cellulare, komorka,
            isbn, issn, ean, upc, gtin, barcode, sku, part, item, product, model, serial, lot, batch, asset, imei,
            imsi, iccid, meid, mac, device, uuid, guid, hash, sha, checksum, digest, crc, commit, revision, version,
            build, release, epoch, timestamp, unix, date, created, updated, expires, expiry, price, amount, total,
            subtotal, balance, cost, fee, usd, eur, gbp, aud, inr, reference, ref, confirmation, booking, reservation,
            flight, pnr, transaction, txn, payment, transfer, wire, swift, bic, iban, session, request, trace,
            correlation, pid, port, job, task, error, status, offset, partition, row, userid,
            username, membership, badge, policy, contract, loan, loyalty, voucher, coupon, gift, promo, credit card,
            debit card, cvv, pin, otp, zip, zipcode, postcode, postal, plz, room, unit, suite, counter, sequence, seq,
            bytes, duration, latency, checkpoint, token, pedido, factura, ordine, fattura, pratica, zamowienie,
            faktura, spedizione, envio, expediente, referencia, riferimento, importe, importo, account id,
            user account, customer account, license key, license plate, number plate, software license, product
            license, medical license, business license, nursing license, contractor license, pilot license, fishing
            license, gun license, dea, npi, routing, aba, routing number, aba routing, bsb, sort code, ein, duns,
            cusip, isin, lei, mrn, medical record, rx, warehouse, bin, inventory, meter, sensor, node, instance,
            cluster, container, chapter, listing, auction, survey, extension, ext, mailbox, locker, gate,
            seat, licence key, vin, chassis, engine, odometer, mileage, gps, coordinates, latitude, longitude, lat,
            lon, lng, fiscal year
            """;

    /** Words of {@link #ALL} that name no kind of number where they stand right before a value that tells what it is. */
    static final SpelledSet CHANNELS = WordList.of("""
            case, whatsapp, sms, session, request, trace, correlation, status, error, offset, row, key, token, job, task,
            port, partition, node, instance, cluster, container, checkpoint, device, date, created, updated, expires, expiry,
            expiration, exp, until, valid until, dob, birth, birthdate, ref, reference, asset, error code, username, userid, id card,
            identity card, event id, message id, request id, listing, survey, extension, ext, channel, mailbox, pin, registration,
            transfer, payment, claim, ticket, confirmation, medical record, mrn, url,
            policy, contract, loan, license, account, acct, bank account, passport, tin, national insurance
            """);

    /** Those of {@link #ALL} that name things with numbers of any look. */
    static final SpelledSet GOODS = WordList.of("""
            order, order id, order no, order number, orders, purchase order, po, po number, invoice, invoice no, invoice number,
            invoice id, tracking, tracking no, tracking number, parcel, shipment, waybill, consignment, serial, serial no,
            serial number, s/n, sn, sku, part no, part number, p/n, item no, item number, article, article no, article number, batch,
            batch no, batch number, lot no, lot number, model, model no, model number, product id, product code, coupon, coupon code,
            voucher, voucher code, promo code, gift card, isbn, issn, ean, upc, gtin, barcode, imei, booking reference,
            booking ref, pedido, factura, ordine, fattura, zamowien, faktura, pallet, warehouse, inventory, license plate,
            license key, licence key, product key, driver license, drivers license, driving licence, driving license
            """);

    private static final String TYPES = """
            ssn, social security, itin, individual taxpayer, passport, british passport, canadian passport, driver
            license, drivers license, driving licence, account, account number, acct, bank account, permanent account,
            permanent account number, nhs, nino, national insurance, ni number, nif, dni, nie, cif, codice fiscale,
            patente, partita iva, iva, vat, passaporto, pasaporte, carta identita, carta didentita, identity card, id
            card, pesel, nip, regon, paszport, dowod, abn, acn, tfn, arbn, tax file, medicare, pan, gstin, aadhaar,
            aadhar, uidai, voter, epic, nric, fin, uen, gst, ihi, dva, chi, utr, crn, sin, cpf, cnpj, rfc, curp,
            siren, siret, steuer, bsn, ahv, ssid, tin, chassi, centrelink, director id, company number
            """;

    /** People name no number, but with what follows they do. */
    private static final String PEOPLE = """
            customer, client, user, member, employee, staff, student, vendor, supplier, agent, cliente
            """;

    private static final List<String> PEOPLES = List.of("id", "number", "no", "num", "code", "key", "ref");

    /** Without spaces, as {@link Words} has them. */
    static final SpelledSet ALL = WordList.of(Stream.of(
                    WordList.phrases(NOBODYS),
                    WordList.phrases(TYPES),
                    WordList.phrases(PEOPLE).flatMap(person -> PEOPLES.stream().map(person::concat)))
            .flatMap(phrases -> phrases));

    private OtherLabels() {}
}
