import { readCef } from '../decode/cef';
import { readLeef } from '../decode/leef';

/** A CEF or LEEF record, whichever the product was told to send. */
export interface VendorRecord {
  vendor: string;
  product: string;
  version: string;
  code: string;
  name: string;
  severity: string | undefined;
  fields: Map<string, string>;
  /** What stands before it: the header of the transport. */
  before: string;
}

/** Undefined when the text holds neither. */
export function readVendorRecord(text: string): VendorRecord | undefined {
  if (text.includes('CEF:')) {
    const cef = readCef(text);
    if (!cef) return undefined;
    const { vendor, product, productVersion: version, signature: code, name, severity, extension } = cef;
    return {
      vendor,
      product,
      version,
      code,
      name,
      severity,
      fields: extension,
      before: text.slice(0, cef.at),
    };
  }
  if (!text.includes('LEEF:')) return undefined;
  const leef = readLeef(text);
  if (!leef) return undefined;
  const { vendor, product, productVersion: version, eventId: code, attributes: fields } = leef;
  const name = fields.get('cat') ?? code;
  return {
    vendor,
    product,
    version,
    code,
    name,
    severity: fields.get('sev'),
    fields,
    before: text.slice(0, leef.at),
  };
}
