import type { Agency, Bilingual, System } from '@khien/model';
import type { Scope } from '@khien/policy';
import type { ImportPlan } from '@khien/register';
import type { By } from './office';

/** A system's card; version 0 stands only in the configuration. */
export interface SystemCard {
  system: System;
  version: number;
  updatedAt?: number;
}
export interface AgencyCard {
  agency: Agency;
  version: number;
  updatedAt?: number;
}

/** One line of a sheet: cells by column header, with its number in the file. */
export interface SheetRow {
  sheet: string;
  row: number;
  cells: Record<string, string>;
}
export type SheetKind = 'systems' | 'agencies';

export interface Reconciliation {
  heardNotRegistered: Array<{
    value: string;
    kind: string;
    sourceId?: string;
    systemId?: string;
    first: number;
    last: number;
    count: number;
  }>;
  registeredNotHeard: Array<{
    systemId: string;
    name: Bilingual;
    agencyId: string;
    lastHeard?: number;
    sources: string[];
  }>;
}

/** The register's book: cards that people changed or imported lie over the configuration. */
export interface RegisterDesk {
  system(id: string): Promise<SystemCard | undefined>;
  /** `precondition_failed` when overtaken; `invalid` for an unknown agency or a duplicate address; `conflict` for retiring with an open dossier. */
  save(by: By, system: System, expectedVersion: number): Promise<{ version: number }>;
  agency(id: string): Promise<AgencyCard | undefined>;
  agencies(scope: Scope): Promise<AgencyCard[]>;
  saveAgency(by: By, agency: Agency, expectedVersion: number): Promise<{ version: number }>;
  planImport(rows: readonly SheetRow[], kind: SheetKind): Promise<ImportPlan>;
  /** All or nothing; `precondition_failed` when the plan is another one by now, `invalid` with every bad cell. */
  applyImport(
    by: By,
    rows: readonly SheetRow[],
    options: { kind: SheetKind; planHash: string },
  ): Promise<{ added: number; changed: number; unchanged: number }>;
  reconcile(scope: Scope): Promise<Reconciliation>;
  /** Cards that changed at or after `since` (epoch ms), with the approved level and the state of their dossier. */
  overlay(since: number): Promise<{ systems: System[]; agencies: Agency[] }>;
}
