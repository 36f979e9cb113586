import { appendActivity } from '@khien/accounts';
import { readWorkbook, writeCsv, writeWorkbook } from '@khien/documents';
import { type Bilingual, MonitorError, type Sheet, type UserView } from '@khien/model';
import { inScope } from '@khien/policy';
import type { ImportPlan, PlannedCard, SheetKind } from '@khien/register';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { Sha256 } from '../query-fields';
import { actorOf } from '../read-log';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { createTurnstile } from '../turnstile';
import { Base64, FileName, octetsOf } from '../upload';

const Kind = z.enum(['systems', 'agencies']);
const File = z.strictObject({ kind: Kind, name: FileName, base64: Base64 });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NAMES = { systems: 'Sổ đăng ký hệ thống', agencies: 'Danh mục cơ quan' } as const;

const GUIDES: Record<SheetKind, { title: Bilingual; rules: readonly Bilingual[] }> = {
  systems: {
    title: { vi: 'Sổ đăng ký hệ thống thông tin', en: 'Register of information systems' },
    rules: [
      {
        vi: 'Mỗi dòng là một hệ thống; mã hệ thống không đổi.',
        en: 'One system a row; its id never changes.',
      },
      {
        vi: 'Các trang tính sau ghi chi tiết, mỗi dòng một mục, nối với hệ thống bằng mã.',
        en: 'The sheets after it hold details, one item a row, tied to the system by its id.',
      },
      {
        vi: 'Nhập tệp không xóa hệ thống nào; hệ thống vắng mặt trong tệp giữ nguyên.',
        en: 'An import deletes no system; what is not in the file stays as it is.',
      },
    ],
  },
  agencies: {
    title: { vi: 'Danh mục cơ quan, đơn vị', en: 'Bodies of the province' },
    rules: [
      { vi: 'Mỗi dòng là một cơ quan; mã cơ quan không đổi.', en: 'One body a row; its id never changes.' },
      { vi: 'Cột cấp trên ghi mã của cơ quan cấp trên trực tiếp.', en: 'The parent is named by its id.' },
    ],
  },
};

/** The register as workbook or CSV, out and in: a preview names every change and every bad cell; an import is all or nothing. */
export function registerImportRoutes({ office, registry, store, now, refreshRegister }: ApiDeps): Route[] {
  const sight = createSight(registry);
  // A workbook is unpacked in memory.
  const reading = createTurnstile(2);

  const planOf = async (user: UserView, { kind, name, base64 }: z.output<typeof File>) => {
    const sheets = await reading.pass(() => sheetsOf(octetsOf(base64), name));
    const plan = await office.register.planImport(sheets, kind);
    return { sheets, plan: withinScope(plan, user) };
  };

  /** Somebody of a part of the province changes that part only, and is shown nothing of the rest. */
  function withinScope(plan: ImportPlan, user: UserView): ImportPlan {
    const scope = sight.scopeOf(user);
    if (scope === '*') return plan;
    const within = (body: unknown) => typeof body === 'string' && inScope(scope, body);
    const placeOf = (card: PlannedCard['card']) => (plan.kind === 'systems' ? card.agencyId : card.parent);
    // A new entry has to stand below one of ours; what there is has to be ours, before and after.
    const isOurs = ({ id, card, before }: PlannedCard) => {
      if (before === undefined) return within(placeOf(card));
      const held = within(plan.kind === 'systems' ? before.agencyId : id);
      return held && (placeOf(card) === placeOf(before) || within(placeOf(card)));
    };
    const [add, change] = [plan.add, plan.change].map((cards) => cards.filter(isOurs));
    const foreign = [...plan.add, ...plan.change].filter((card) => !isOurs(card));
    const text = {
      vi: 'Cơ quan này không có, hoặc ngoài phạm vi của bạn.',
      en: 'No such body, or it is outside your scope.',
    };
    const problems = foreign.map(({ id, row }) => ({ sheet: '', row, column: '', value: id, text }));
    return {
      ...plan,
      add: add ?? [],
      change: change ?? [],
      notInFile: plan.notInFile.filter((id) => inScope(scope, bodyById(plan.kind, id))),
      problems: [...plan.problems, ...problems],
    };
  }

  const bodyById = (kind: SheetKind, id: string): string | undefined =>
    kind === 'agencies' ? id : registry().systems.find((one) => one.id === id)?.agencyId;

  return [
    route({
      method: 'GET',
      path: '/register/export',
      action: 'register.read',
      summary: 'The register in my scope as XLSX or CSV; what is read back unchanged changes nothing',
      produces: XLSX,
      query: z.strictObject({
        kind: Kind.default('systems'),
        format: z.enum(['xlsx', 'csv']).default('xlsx'),
        language: z.enum(['vi', 'en']).optional(),
      }),
      async handle({ query, caller, from, language }) {
        const { kind, format } = query;
        const scope = sight.scopeOf(caller.user);
        const sheets = await office.register.exportSheets(kind, scope, query.language ?? language);
        const [main] = sheets;
        if (!main) throw new MonitorError('internal', 'register: an export without a sheet');
        const bytes = format === 'csv' ? writeCsv(main) : await writeWorkbook(sheets, GUIDES[kind]);
        await appendActivity(store, {
          subject: { kind: kind === 'systems' ? 'system' : 'agency', id: 'register' },
          action: 'export',
          at: now(),
          actor: actorOf(caller),
          from,
          data: { format, rows: main.rows.length },
        });
        const mediaType = format === 'csv' ? 'text/csv; charset=utf-8' : XLSX;
        return { file: { bytes, mediaType, name: `${NAMES[kind]}.${format}` } };
      },
    }),
    route({
      method: 'POST',
      path: '/register/import/preview',
      action: 'register.import',
      summary: 'What importing a file would do, with every bad cell; nothing is changed',
      upload: true,
      idempotent: false,
      body: File,
      async handle({ body, caller }) {
        const { plan } = await planOf(caller.user, body);
        const { planHash, rows, add, change, unchanged, notInFile, problems, notes } = plan;
        return {
          body: {
            planHash,
            rows,
            add: add.map(({ id, name, row }) => ({ id, name: { vi: name, en: name }, row })),
            change: change.map(({ id, name, row, fields }) => ({
              id,
              name: { vi: name, en: name },
              row,
              fields,
            })),
            unchanged,
            notInFile,
            problems,
            notes,
          },
        };
      },
    }),
    route({
      method: 'POST',
      path: '/register/import',
      action: 'register.import',
      summary: 'Import a file as it was previewed: all of it or, with one bad cell, nothing',
      upload: true,
      body: File.extend({ planHash: Sha256 }),
      async handle(call) {
        const { planHash, ...file } = call.body;
        const { sheets, plan } = await planOf(call.caller.user, file);
        refuseBadCells(plan);
        const done = await office.register.applyImport(byOf(call), sheets, { kind: file.kind, planHash });
        await refreshRegister();
        return { body: done };
      },
    }),
  ];
}

async function sheetsOf(bytes: Buffer, name: string): Promise<Sheet[]> {
  const read = await readWorkbook(bytes, name);
  if (read.ok) return read.sheets;
  const code = read.code === 'too_large' ? 'too_large' : 'invalid';
  throw new MonitorError(code, `register: file unreadable (${read.code})`, {
    problems: [{ pointer: '/base64', message: read.text.en, text: read.text }],
  });
}

function refuseBadCells({ problems }: ImportPlan): void {
  if (problems.length === 0) return;
  throw new MonitorError('invalid', `register: ${problems.length} bad cells`, {
    problems: problems.map(({ sheet, row, column, text }) => ({
      pointer: `/${sheet}/${row}/${column}`,
      message: text.en,
      text,
    })),
  });
}
