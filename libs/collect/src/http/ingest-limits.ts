const MIB = 1024 * 1024;

/** What one request, and all of them together, may take. */
export interface IngestLimits {
  /** Octets on the wire of a compressed body. */
  compressedBytes: number;
  /** Octets of a body once decompressed (or never compressed). */
  bodyBytes: number;
  /** Octets of a JSON array, which has to be held as one text to be read. */
  jsonBytes: number;
  /** Records in one body: many tiny ones take more memory than their octets say. */
  records: number;
  /** Decompressed octets per compressed one, above `ratioFreeBytes`; repetitive logs go past 20 honestly in small bodies. */
  ratio: number;
  ratioFreeBytes: number;
  /** From the first to the last octet of a body. */
  bodyTimeoutMs: number;
  /** Memory held by all requests that are being read or stored; when it is used up, sources that hold more than their part are sent away. */
  inFlightBytes: number;
  /** Seconds told to a sender when nobody knows better. */
  retryAfterSeconds: number;
}

export const INGEST_LIMITS: IngestLimits = {
  compressedBytes: 5 * MIB,
  bodyBytes: 50 * MIB,
  jsonBytes: 8 * MIB,
  records: 100_000,
  ratio: 20,
  ratioFreeBytes: 8 * MIB,
  bodyTimeoutMs: 30_000,
  inFlightBytes: 128 * MIB,
  retryAfterSeconds: 5,
};
