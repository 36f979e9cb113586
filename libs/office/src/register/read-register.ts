import type { Dossier, Registry, Store } from '@khien/model';
import type { RegisterState } from '@khien/register';
import { readAll } from '@khien/store';
import { type CardDocument, REGISTER } from './card-document';
import { overlayRegistry } from './overlay-registry';

/** The register as it stands, and what it was made of. */
export interface ReadRegister {
  registry: Registry;
  documents: ReadonlyMap<string, CardDocument>;
  dossiers: readonly Dossier[];
  state: RegisterState;
}

const OPEN_STATES = new Set<Dossier['state']>(['drafting', 'submitted', 'appraised']);

export async function readRegister(store: Store, base: Registry): Promise<ReadRegister> {
  const [systems, agencies, dossiers] = await Promise.all([
    readAll<CardDocument>(store, REGISTER, { filter: { _id: { prefix: 'system:' } } }),
    readAll<CardDocument>(store, REGISTER, { filter: { _id: { prefix: 'agency:' } } }),
    readAll<Dossier>(store, 'dossiers', {}),
  ]);
  const documents = [...agencies, ...systems];
  const registry = overlayRegistry(base, documents, dossiers);
  const begun = dossiers.filter(({ state }) => state !== 'none');
  return {
    registry,
    documents: new Map(documents.map((document) => [document._id, document])),
    dossiers,
    state: {
      systems: registry.systems,
      agencies: registry.agencies,
      versions: new Map(documents.map(({ _id, version }) => [_id, version])),
      withDossier: new Set(begun.map(({ systemId }) => systemId)),
      withOpenDossier: new Set(
        begun.filter(({ state }) => OPEN_STATES.has(state)).map(({ systemId }) => systemId),
      ),
    },
  };
}
