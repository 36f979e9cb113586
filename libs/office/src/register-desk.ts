import type { Agency, Registry, Sheet, System, WrittenSheet } from '@khien/model';
import type { Scope } from '@khien/policy';
import type {
  HeardName,
  ImportPlan,
  SheetKind,
  SheetLanguage,
  SheetNote,
  UnheardSystem,
} from '@khien/register';
import type { By } from './office';

export type { SheetRow } from '@khien/model';
export type { SheetKind } from '@khien/register';

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

export interface Reconciliation {
  /** Newest first. */
  heardNotRegistered: HeardName[];
  registeredNotHeard: UnheardSystem[];
}

export interface SavedCard {
  version: number;
  /** What a person should know and what did not stop them: a network that another system has too. */
  notes: SheetNote[];
}

/** The register's book: cards that people changed or imported lie over the configuration. */
export interface RegisterDesk {
  /** The register in force: configuration, cards in the store, dossiers. Read afresh. */
  effective(): Promise<Registry>;
  system(id: string): Promise<SystemCard | undefined>;
  cards(scope: Scope): Promise<SystemCard[]>;
  /**
   * `expectedVersion` 0 for a card that stands only in the configuration, or nowhere. MonitorError `precondition_failed` when overtaken;
   * `invalid` with a problem per field for an unknown agency or system, a host name or domain of another system, a level that the dossier
   * decides; `conflict` for retiring with an open dossier.
   */
  save(by: By, system: System, expectedVersion: number): Promise<SavedCard>;
  agency(id: string): Promise<AgencyCard | undefined>;
  agencies(scope: Scope): Promise<AgencyCard[]>;
  saveAgency(by: By, agency: Agency, expectedVersion: number): Promise<SavedCard>;
  /** Sheets as `readWorkbook` of @khien/documents gives them. Changes nothing. */
  planImport(sheets: readonly Sheet[], kind: SheetKind): Promise<ImportPlan>;
  /**
   * All or nothing, also when the process is killed in the middle (`repairImports` finishes it). MonitorError `conflict` when the plan is
   * another one by now, `invalid` with every bad cell (pointer `/<sheet>/<row>/<column>`).
   */
  applyImport(
    by: By,
    sheets: readonly Sheet[],
    options: { kind: SheetKind; planHash: string },
  ): Promise<{ added: number; changed: number; unchanged: number }>;
  /** Finishes imports that were cut off and writes activity records that are missing. Call once before serving. */
  repairImports(): Promise<{ imports: number; activities: number }>;
  /** For `writeWorkbook` of @khien/documents. Without entries in scope it is the template to fill in. */
  exportSheets(kind: SheetKind, scope: Scope, language?: SheetLanguage): Promise<WrittenSheet[]>;
  /** Over the last `days` (default 30) days. Names of no registered system are for the whole province only. */
  reconcile(scope: Scope, days?: number): Promise<Reconciliation>;
  /** Cards that changed at or after `since` (epoch ms), themselves or by their dossier, as they are in force. */
  overlay(since: number): Promise<{ systems: System[]; agencies: Agency[] }>;
}
