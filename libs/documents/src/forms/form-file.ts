import { Bilingual, Day } from '@khien/model';
import { z } from 'zod';
import { PLACEHOLDER, PLACEHOLDER_NAMES, placeholdersIn } from './placeholder-names';

/** Text of a form with `{{placeholders}}`; a name that is none is refused. */
const FormText = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    for (const name of placeholdersIn(text))
      if (!PLACEHOLDER_NAMES.has(name))
        context.addIssue({ code: 'custom', message: `there is no placeholder "${name}"` });
    if (text.replace(PLACEHOLDER, '').includes('{{'))
      context.addIssue({ code: 'custom', message: 'a placeholder is not closed' });
  });
const Name = z.string().refine((name) => PLACEHOLDER_NAMES.has(name), 'there is no placeholder of this name');
const Level = z.number().int().min(1).max(5);
const Mark = z.enum(['V1', 'V2', 'S', 'M', 'INF']);

/** When a block is printed; all that is given must hold. */
const When = z.strictObject({
  levels: z.array(Level).min(1).optional(),
  critical: z.boolean().optional(),
  conclusion: z.enum(['suitable', 'not_suitable', 'open']).optional(),
  /** All of these are known, or (lacks) at least one is not. */
  has: z.array(Name).min(1).optional(),
  lacks: z.array(Name).min(1).optional(),
});
export type When = z.infer<typeof When>;

/** Who issues: a role of the system, by condition; the first that holds. */
export const IssuerRole = z.enum(['operator', 'owner', 'specialised_unit', 'appraiser', 'central_body']);
export type IssuerRole = z.infer<typeof IssuerRole>;

const Column = z.strictObject({
  heading: z.string().min(1),
  key: z.enum([
    'number',
    'name',
    'owner',
    'operator',
    'proposedLevel',
    'status',
    'decision',
    'regulation',
    'expectedApproval',
    'deployment',
    'expectedDeployment',
    'assessed',
  ]),
  width: z.number().positive(),
  align: z.enum(['left', 'center', 'right']).optional(),
});

const when = When.optional();
export const FormBlock = z.union([
  z.strictObject({ recital: FormText, when }),
  z.strictObject({ part: FormText, when }),
  z.strictObject({ paragraph: FormText, when }),
  z.strictObject({ enacting: FormText, when }),
  z.strictObject({ article: FormText, text: FormText, when }),
  /** Điều with a title (bold) instead of a sentence. */
  z.strictObject({ article: FormText, title: FormText, when }),
  /** A long answer of a person: its paragraphs, or dotted lines. */
  z.strictObject({ answer: Name, when }),
  /** A list of a person, one line an entry; a dotted line when empty. */
  z.strictObject({ entries: Name, when }),
  /** Section 2 of Mẫu 08: the same lines for each pair of bodies. */
  z.strictObject({
    each: z.literal('report.bodies'),
    lines: z.array(z.strictObject({ text: z.string().min(1), field: z.string().optional() })).min(1),
    when,
  }),
  /** Section 3 of Mẫu 08. */
  z.strictObject({
    table: z.literal('report.rows'),
    columns: z.array(Column).min(1),
    size: z.number(),
    landscape: z.boolean(),
    title: z.string().optional(),
    when,
  }),
]);
export type FormBlock = z.infer<typeof FormBlock>;

/** One form of config/forms: the official wording as data. */
export const FormFile = z.strictObject({
  id: z.string().regex(/^(mau-0[1-8]|noi-bo-[a-z0-9-]{3,60})$/, 'mau-01 to mau-08, or noi-bo-…'),
  title: Bilingual,
  /** Biểu mẫu pháp định; false prints «mẫu nội bộ, không phải biểu mẫu pháp định» on top. */
  official: z.boolean(),
  citation: z.string().min(1),
  /** How sure the wording is. */
  mark: Mark,
  /** Which copy of the text was read. */
  copy: z.string().optional(),
  effective_from: Day,
  effective_to: Day.optional(),
  kind: z.enum(['letter', 'submission', 'decision']),
  fits: z.strictObject({
    levels: z.array(Level).optional(),
    /** Only systems (or only systems not) on the list of critical systems; those follow the procedure of level 5. */
    critical: z.enum(['also', 'only', 'never']),
    /** What has to be there at all. */
    needs: z.array(z.enum(['system', 'dossier', 'report'])).default([]),
    clause: z.string().min(1),
    mark: Mark,
    why: Bilingual,
  }),
  issuer: z.array(z.strictObject({ role: IssuerRole, when })).min(1),
  /** Recorded paper whose number and date it bears. */
  paper: z
    .enum(['submission', 'expert_opinion', 'opinion', 'approval_request', 'decision', 'appraiser_assignment'])
    .optional(),
  symbol: FormText,
  subject: FormText.optional(),
  name: z.string().optional(),
  summary: FormText.optional(),
  authority: z.boolean().default(false),
  addressee: z.array(z.strictObject({ text: FormText, when })).default([]),
  body: z.array(FormBlock).min(1),
  recipients: z.array(FormText).default([]),
  /** Printed in place of authority and name when they are not known. */
  caption: z.strictObject({ authority: z.string(), under: z.string() }),
  parameters: z.record(z.string(), z.string()).default({}),
  notes: z.array(z.strictObject({ text: Bilingual, mark: Mark })).default([]),
});
export type FormFile = z.infer<typeof FormFile>;
