import { abaRouting } from "./aba-routing.ts";
import { apiToken } from "./api-token.ts";
import { australianMedicare } from "./australian-medicare.ts";
import { australianTfn } from "./australian-tfn.ts";
import { austrianSocialInsurance } from "./austrian-social-insurance.ts";
import { awsKey } from "./aws-key.ts";
import { bankAccount } from "./bank-account.ts";
import { belgianNationalNumber } from "./belgian-national-number.ts";
import { brazilianCnpj } from "./brazilian-cnpj.ts";
import { brazilianCpf } from "./brazilian-cpf.ts";
import { canadaSin } from "./canada-sin.ts";
import { chineseResidentId } from "./chinese-resident-id.ts";
import { connectionString } from "./connection-string.ts";
import { danishCpr } from "./danish-cpr.ts";
import { dateOfBirth } from "./date-of-birth.ts";
import { deaNumber } from "./dea-number.ts";
import type { Detector } from "./define-detector.ts";
import { dutchBsn } from "./dutch-bsn.ts";
import { euVat } from "./eu-vat.ts";
import { finnishHetu } from "./finnish-hetu.ts";
import { frenchNir } from "./french-nir.ts";
import { germanSocialInsurance } from "./german-social-insurance.ts";
import { germanTaxId } from "./german-tax-id.ts";
import { healthTerms } from "./health-terms.ts";
import { iban } from "./iban.ts";
import { icdCode } from "./icd-code.ts";
import { indiaAadhaar } from "./india-aadhaar.ts";
import { indiaPan } from "./india-pan.ts";
import { irishPps } from "./irish-pps.ts";
import { italianCodiceFiscale } from "./italian-codice-fiscale.ts";
import { jsonWebToken } from "./json-web-token.ts";
import { medicalRecordNumber } from "./medical-record-number.ts";
import { mexicanCurp } from "./mexican-curp.ts";
import { nhsNumber } from "./nhs-number.ts";
import { norwegianFodselsnummer } from "./norwegian-fodselsnummer.ts";
import { passportNumber } from "./passport-number.ts";
import { password } from "./password.ts";
import { paymentCard } from "./payment-card.ts";
import { polishPesel } from "./polish-pesel.ts";
import { portugueseNif } from "./portuguese-nif.ts";
import { privateKey } from "./private-key.ts";
import { singaporeNric } from "./singapore-nric.ts";
import { southAfricanId } from "./south-african-id.ts";
import { spanishDni } from "./spanish-dni.ts";
import { swedishPersonnummer } from "./swedish-personnummer.ts";
import { swissAhv } from "./swiss-ahv.ts";
import { travelDocumentMrz } from "./travel-document-mrz.ts";
import { turkishId } from "./turkish-id.ts";
import { ukBankAccount } from "./uk-bank-account.ts";
import { ukNino } from "./uk-nino.ts";
import { usEin } from "./us-ein.ts";
import { usItin } from "./us-itin.ts";
import { usMedicare } from "./us-medicare.ts";
import { usNpi } from "./us-npi.ts";
import { usSsn } from "./us-ssn.ts";

/** Every detector; a new one is a new file and a line here. */
export const detectors: readonly Detector[] = [
  paymentCard,
  iban,
  abaRouting,
  bankAccount,
  ukBankAccount,
  usSsn,
  usItin,
  usEin,
  usMedicare,
  usNpi,
  deaNumber,
  canadaSin,
  ukNino,
  nhsNumber,
  passportNumber,
  travelDocumentMrz,
  dateOfBirth,
  healthTerms,
  icdCode,
  medicalRecordNumber,
  privateKey,
  awsKey,
  apiToken,
  jsonWebToken,
  connectionString,
  password,
  euVat,
  germanTaxId,
  germanSocialInsurance,
  austrianSocialInsurance,
  swissAhv,
  frenchNir,
  spanishDni,
  portugueseNif,
  italianCodiceFiscale,
  belgianNationalNumber,
  dutchBsn,
  irishPps,
  danishCpr,
  swedishPersonnummer,
  norwegianFodselsnummer,
  finnishHetu,
  polishPesel,
  turkishId,
  southAfricanId,
  indiaAadhaar,
  indiaPan,
  chineseResidentId,
  singaporeNric,
  australianTfn,
  australianMedicare,
  brazilianCpf,
  brazilianCnpj,
  mexicanCurp,
];

const byType = new Map(detectors.map((detector) => [detector.type, detector]));

/** The detector of a type, or undefined. */
export function detectorOf(type: string): Detector | undefined {
  return byType.get(type);
}
