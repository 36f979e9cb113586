import { Mark } from '@khien/compliance';
import { Bilingual, DossierComponent } from '@khien/model';
import { z } from 'zod';
import { CARD_SOURCES } from './card-sources';
const Wording = Bilingual.extend({ vi: z.string().min(1), en: z.string().min(1) });
const Name = z.string().regex(/^[a-z0-9_-]{1,80}$/, 'lower-case letters, digits, - and _ only');
const Levels = z.array(z.number().int().min(1).max(5)).min(1);
/** A column of a table; its rows are kept as `tableAnswer` writes them. */
export const ColumnSpec = z.strictObject({
    id: Name,
    label: Wording,
    required: z.boolean().default(false),
});
/** One question of a component, as written in `config/forms/sections/`. */
export const FieldSpec = z
    .strictObject({
    id: Name,
    label: Wording,
    /** What to write there, in words a commune clerk understands. */
    help: Wording,
    type: z.enum(['text', 'long', 'number', 'date', 'choice', 'table', 'file', 'yesno']),
    /** False: what the decree does not ask, only good practice. */
    required: z.boolean().default(true),
    /** Levels at which it is asked; without it at all. */
    levels: Levels.optional(),
    clause: z.string().min(1),
    mark: Mark,
    /** Where the register holds the answer. */
    source: z.enum(CARD_SOURCES).optional(),
    choices: z
        .array(z.strictObject({ value: Name, label: Wording }))
        .min(2)
        .optional(),
    columns: z.array(ColumnSpec).min(1).optional(),
    /** A wording to start from, for those who have never written one. Never counts as an answer. */
    example: Wording.optional(),
})
    .superRefine(({ type, choices, columns }, context) => {
    if ((type === 'choice') !== (choices !== undefined))
        context.addIssue({
            code: 'custom',
            path: ['choices'],
            message: 'a choice has choices, nothing else does',
        });
    if ((type === 'table') !== (columns !== undefined))
        context.addIssue({
            code: 'custom',
            path: ['columns'],
            message: 'a table has columns, nothing else does',
        });
});
/** One page of the dossier form: a component of Đ21 or a part of one. */
export const SectionSpec = z.strictObject({
    id: Name,
    component: DossierComponent,
    /** Place among the sections. */
    order: z.number().int().nonnegative(),
    title: Wording,
    /** What the page is for and how long it takes. */
    intro: Wording,
    levels: Levels.optional(),
    clause: z.string().min(1),
    mark: Mark,
    /** A platform's section may stand in for it (data centre). */
    inheritable: z.boolean().default(false),
    fields: z.array(FieldSpec).min(1),
});
/** Whether a section or a field is asked at a level; while no level is proposed, only what every level is asked. */
export const askedAt = (levels, level) => levels === undefined || (level !== undefined && levels.includes(level));
