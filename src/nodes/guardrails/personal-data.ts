// Personal data in texts, by its usual ways of writing. Names of the kinds are those of n8n.
import { regexMatches } from '../regex';

/** Patterns by kind; each is run in linear time. A kind may be found where it is not meant: numbers say little. */
export const PII = {
  CREDIT_CARD: '\\b\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}\\b',
  CRYPTO: '\\b(?:[13][a-km-zA-HJ-NP-Z1-9]{25,34}|bc1[a-z0-9]{39,59}|0x[a-fA-F0-9]{40})\\b',
  DATE_TIME: '\\b(?:\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])|(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\\d|3[01])[/-](?:19|20)\\d{2})\\b',
  EMAIL_ADDRESS: '\\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}\\b',
  IBAN_CODE: '\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b',
  IP_ADDRESS: '\\b(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\b',
  LOCATION: '\\b\\d{1,5} (?:[A-Z][A-Za-z]+ ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Way)\\b',
  PHONE_NUMBER: '(?:\\+\\d{1,3}[ .-]?)?(?:\\(\\d{2,4}\\)|\\b\\d{3})[ .-]?\\d{3}[ .-]?\\d{4}\\b',
  MEDICAL_LICENSE: '\\b[A-Z]{2}\\d{6}\\b',
  US_BANK_NUMBER: '\\b\\d{8,17}\\b',
  US_DRIVER_LICENSE: '\\b[A-Z]\\d{7}\\b',
  US_ITIN: '\\b9\\d{2}-(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])-\\d{4}\\b',
  US_PASSPORT: '\\b[A-Z]\\d{8}\\b',
  US_SSN: '\\b\\d{3}-\\d{2}-\\d{4}\\b',
  UK_NHS: '\\b\\d{3} \\d{3} \\d{4}\\b',
  UK_NINO: '\\b[A-CEGHJ-PR-TW-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]\\b',
  ES_NIF: '\\b\\d{8}[A-HJ-NP-TV-Z]\\b',
  ES_NIE: '\\b[XYZ]\\d{7}[A-HJ-NP-TV-Z]\\b',
  IT_FISCAL_CODE: '\\b[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]\\b',
  IT_DRIVER_LICENSE: '\\b[A-Z]{2}\\d{7}[A-Z]\\b',
  IT_VAT_CODE: '\\bIT\\d{11}\\b',
  IT_PASSPORT: '\\b[A-Z]{2}\\d{7}\\b',
  IT_IDENTITY_CARD: '\\bC[A-Z]\\d{5}[A-Z]{2}\\b',
  PL_PESEL: '\\b\\d{11}\\b',
  SG_NRIC_FIN: '\\b[STFGM]\\d{7}[A-Z]\\b',
  SG_UEN: '\\b(?:\\d{8,9}[A-Z]|[TSR]\\d{2}[A-Z]{2}\\d{4}[A-Z])\\b',
  AU_ABN: '\\b\\d{2} \\d{3} \\d{3} \\d{3}\\b',
  AU_ACN: '\\b\\d{3} \\d{3} \\d{3}\\b',
  AU_TFN: '\\b\\d{3}-\\d{3}-\\d{3}\\b',
  AU_MEDICARE: '\\b[2-6]\\d{3} \\d{5} \\d\\b',
  IN_PAN: '\\b[A-Z]{5}\\d{4}[A-Z]\\b',
  IN_AADHAAR: '\\b\\d{4} \\d{4} \\d{4}\\b',
  IN_VEHICLE_REGISTRATION: '\\b[A-Z]{2}[ -]?\\d{1,2}[ -]?[A-Z]{1,2}[ -]?\\d{4}\\b',
  IN_VOTER: '\\b[A-Z]{3}\\d{7}\\b',
  IN_PASSPORT: '\\b[A-Z][1-9]\\d{6}\\b',
  FI_PERSONAL_IDENTITY_CODE: '\\b\\d{6}[+A-FYXWVU-]\\d{3}[0-9A-Y]\\b',
} as const satisfies Record<string, string>;

export interface Found { entityType: string; text: string }

/** What each of the named expressions finds, in their order; each text once for each of them. */
export const entitiesIn = (text: string, expressions: readonly (readonly [name: string, pattern: string])[]): Found[] =>
  expressions.flatMap(([entityType, pattern]) => [...new Set(regexMatches(text, pattern))].map(found => ({ entityType, text: found })));
