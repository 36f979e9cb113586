import type { LevelAnswer } from '@khien/compliance';
import type { Agency, Day, Dossier, Evidence, PaperRef, System } from '@khien/model';
import { agencyName, evidenceFor, operatorOf, ownerOf, type Roles, specialisedUnitOf } from '../parties';
import { countInVietnamese, dayInVietnamese, quoted } from '../wording';
import type { CardSource } from './card-sources';
import { DATA_CLASSES, HOSTING, SYSTEM_TYPES } from './card-words';
import type { FieldSpec } from './section-spec';
import { type Answer, tableAnswer } from './table-answer';

/** What the register, the agencies and the calculator know of a system: what a form starts from. */
export interface Card {
  system: System;
  agencies: readonly Agency[];
  dossier: Dossier;
  evidence: readonly Evidence[];
  computed?: LevelAnswer | undefined;
  on: Day;
}

/** The answer the register already holds for a field; undefined where it holds none. */
export function prefill({ source, type, columns }: FieldSpec, card: Card): Answer | undefined {
  if (source === undefined) return undefined;
  const found = READ[source](card);
  if (found === undefined || found === '') return undefined;
  if (!Array.isArray(found)) return type === 'table' ? undefined : found;
  if (type !== 'table') return found.map((row) => Object.values(row).join(', ')).join('; ') || undefined;
  const wanted = new Set(columns?.map(({ id }) => id));
  const rows = found.map((row) => Object.fromEntries(Object.entries(row).filter(([id]) => wanted.has(id))));
  return rows.length === 0 ? undefined : tableAnswer(rows);
}

type Row = Record<string, string>;
type Found = string | number | Row[] | undefined;

const rolesOf = ({ system, agencies, evidence, on }: Card): Roles => ({ system, agencies, evidence, on });
const agencyOf = (card: Card, who: 'owner' | 'operator'): Agency | undefined => {
  const id = who === 'owner' ? ownerOf(rolesOf(card)) : operatorOf(card.system);
  return card.agencies.find((agency) => agency.id === id);
};
const joined = (...parts: (string | undefined)[]): string | undefined =>
  parts.filter((part) => part !== undefined && part !== '').join(', ') || undefined;
/** Only the columns that are filled. */
const row = (cells: Record<string, string | number | undefined>): Row =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([id, cell]) =>
      cell === undefined || cell === '' ? [] : [[id, String(cell)]],
    ),
  );
const READ: Record<CardSource, (card: Card) => Found> = {
  'system.name': ({ system }) => system.name.vi,
  'system.purpose': ({ system }) => system.purpose,
  'system.boundary': ({ system }) => system.boundary,
  'system.hosting': ({ system }) => system.hosting && HOSTING[system.hosting],
  'system.userGroups': ({ system }) =>
    system.userGroups?.map(({ name, count, channel }) => row({ name, count, channel })),
  'system.devices': ({ system }) =>
    system.devices?.map(({ name, location, purpose, quantity }) =>
      row({ name, location, purpose, quantity }),
    ),
  'system.services': ({ system }) =>
    system.services?.map(({ name, server, location, os, purpose }) =>
      row({ name, server, location, os, purpose }),
    ),
  'system.zones': ({ system }) =>
    system.zones?.map(({ name, privateRange, publicRange, purpose }) =>
      row({ name, private: privateRange, public: publicRange, purpose }),
    ),
  'system.connections': ({ system }) =>
    system.connections?.map(({ systemId, name, note }) => row({ name: name ?? systemId, note })),
  'system.datasets': ({ system }) =>
    system.datasets.map(({ id, dataClass }) => row({ name: id, class: DATA_CLASSES[dataClass] })),
  'system.subjects': ({ system: { subjects } }) =>
    subjects === undefined
      ? undefined
      : joined(
          subjects.basic === undefined
            ? undefined
            : `dữ liệu cơ bản: ${countInVietnamese(subjects.basic)} chủ thể`,
          subjects.sensitive === undefined
            ? undefined
            : `dữ liệu nhạy cảm: ${countInVietnamese(subjects.sensitive)} chủ thể`,
          subjects.countedOn && `đếm ngày ${dayInVietnamese(subjects.countedOn)}`,
        ),
  'system.subjectsMethod': ({ system }) => system.subjects?.method,
  'owner.name': (card) => agencyOf(card, 'owner')?.name.vi,
  'owner.mandate': (card) => agencyOf(card, 'owner')?.contact?.mandate,
  'owner.representative': (card) => representative(agencyOf(card, 'owner')),
  'owner.address': (card) => agencyOf(card, 'owner')?.contact?.address,
  'owner.contact': (card) => contact(agencyOf(card, 'owner')),
  'operator.name': (card) => agencyOf(card, 'operator')?.name.vi,
  'operator.mandate': (card) => agencyOf(card, 'operator')?.contact?.mandate,
  'operator.representative': (card) => representative(agencyOf(card, 'operator')),
  'operator.address': (card) => agencyOf(card, 'operator')?.contact?.address,
  'operator.contact': (card) => contact(agencyOf(card, 'operator')),
  'specialisedUnit.name': (card) => {
    const unit = specialisedUnitOf(rolesOf(card));
    return unit === undefined ? undefined : agencyName(card.agencies, unit).vi;
  },
  'level.proposed': ({ dossier }) => dossier.proposedLevel,
  'level.type': ({ system }) => {
    const types = [system.levelFacts?.kind, system.levelFacts?.types].flat();
    return joined(...types.map((type) => SYSTEM_TYPES[String(type)]));
  },
  'level.grounds': ({ computed }) =>
    computed?.reasons.map(({ clause, criterion, level }) =>
      row({ clause, criterion, level: level ?? undefined }),
    ),
  'dossier.regulation': (card) => {
    const paper = regulationOf(card);
    return paper && quoted(paper);
  },
  'dossier.riskAssessment': ({ dossier }) =>
    dossier.riskAssessedOn && `Đã đánh giá rủi ro ngày ${dayInVietnamese(dossier.riskAssessedOn)}`,
  'dossier.expertOpinion': ({ dossier: { expertOpinionOn, papers } }) =>
    expertOpinionOn &&
    (papers.expertOpinion ? quoted(papers.expertOpinion) : `Ý kiến ngày ${dayInVietnamese(expertOpinionOn)}`),
};

const representative = (agency: Agency | undefined): string | undefined =>
  joined(agency?.contact?.representative, agency?.contact?.representativeTitle);
const contact = (agency: Agency | undefined): string | undefined =>
  joined(agency?.contact?.phone, agency?.contact?.email);

/** Quy chế bảo đảm an ninh mạng: of the dossier, else the one on record for the system or its agency. */
export function regulationOf(
  card: Pick<Card, 'system' | 'agencies' | 'evidence' | 'on' | 'dossier'>,
): PaperRef | undefined {
  if (card.dossier.papers.regulation) return card.dossier.papers.regulation;
  for (const { fact } of evidenceFor(card)) if (fact.kind === 'regulation') return fact.paper;
  return undefined;
}
