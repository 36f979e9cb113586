import { z } from 'zod';
import { Role } from './activity';

/** A person who signs in. `agencies` scopes what they see: agency ids with everything below them, or `*` for the whole province. */
export const UserAccount = z.strictObject({
  _id: z.string(),
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/),
  displayName: z.string().min(1).max(120),
  role: Role,
  agencies: z.union([z.literal('*'), z.array(z.string())]),
  /** The agency the person works for: acts on dossiers are acts of that unit. */
  unit: z.string().optional(),
  passwordHash: z.string(),
  disabled: z.boolean(),
  createdAt: z.number().int(),
  tokensValidAfter: z.number().int(),
  version: z.number().int(),
});
export type UserAccount = z.infer<typeof UserAccount>;

/** What the console may know about a person. */
export type UserView = Pick<UserAccount, 'username' | 'displayName' | 'role' | 'agencies' | 'unit'> & {
  id: string;
};
