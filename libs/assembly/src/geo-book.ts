import { createGeoLookup, type GeoLookup } from '@khien/enrich';
import { type Logger, MonitorError } from '@khien/model';
import { readGeoFiles, type Settings } from '@khien/settings';

export interface GeoBook {
  /** Country and network of addresses; undefined without files. */
  current(): GeoLookup | undefined;
  /** Reads the files again, as an operator replaces them every week. When one cannot be used, nothing changes. */
  reload(): void;
}

/** The operator's MMDB files. MonitorError `bad_configuration` when one cannot be used at start. */
export function openGeoBook({ settings, log }: { settings: Pick<Settings, 'geoip'>; log: Logger }): GeoBook {
  let lookup = read(settings);
  return {
    current: () => lookup,
    reload() {
      try {
        lookup = read(settings);
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        log.error('address files not reloaded, the ones before stay in force', { problem });
        return;
      }
      if (lookup) log.info('address files reloaded', {});
    },
  };
}

function read(settings: Pick<Settings, 'geoip'>): GeoLookup | undefined {
  const files = readGeoFiles(settings);
  if (!files.place && !files.asn) return undefined;
  try {
    return createGeoLookup(files);
  } catch (cause) {
    throw new MonitorError(
      'bad_configuration',
      `KHIEN_GEOIP_FILE, KHIEN_GEOIP_ASN_FILE: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
