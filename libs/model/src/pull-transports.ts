import { z } from 'zod';

// Sources that are asked. Every secret stands in a file of its own, readable by its owner alone.

const file = z.string().min(1);
const everySeconds = z.number().min(0.05).max(86_400);
/** How far back each round asks again: at least twice the longest transaction, and the skew between the clocks that write. */
const overlapSeconds = z
  .number()
  .min(1)
  .max(7 * 86_400);
/** Where to begin when nothing has been read yet; without it one day back. */
const from = z.iso.datetime({ offset: true }).optional();
/** An authority (PEM) to believe instead of the public ones; a certificate and key to show. */
const tls = z.strictObject({ caFile: file.optional(), certFile: file.optional(), keyFile: file.optional() });
const port = z.number().int().min(1).max(65_535).optional();

/** A name as it stands in the catalogue; it is quoted, so Oracle wants it in capitals. */
const column = z.string().regex(/^[\p{L}_][\p{L}\p{N}_$#]{0,127}$/u, 'a plain column name');
/** A name in what a statement selects, quotes of any database left out. */
const selected = z.string().regex(/^[^"`[\]\u0000-\u001f]{1,128}$/, 'a column name without quotes');
const table = z
  .string()
  .regex(
    /^[\p{L}_][\p{L}\p{N}_$#]{0,127}(\.[\p{L}_][\p{L}\p{N}_$#]{0,127}){0,2}$/u,
    'a plain table name, with its schema if need be',
  );

/** Rows of a database by (time, id). Either `query` or `table`; either `urlFile` or `host`, `database`, `user` and `passwordFile`. */
export const SqlTransport = z
  .strictObject({
    kind: z.literal('sql'),
    driver: z.enum(['postgresql', 'mysql', 'sqlserver', 'oracle']),
    /** File with `driver://user:password@host:port/database`. */
    urlFile: file.optional(),
    host: z.string().min(1).optional(),
    port,
    database: z.string().min(1).optional(),
    user: z.string().min(1).optional(),
    passwordFile: file.optional(),
    /** TLS is asked for unless this is `false` or the server is on this machine. */
    tls: z.union([z.literal(false), tls]).optional(),
    /** One SELECT, in the order of time and id, with `:since`, `:id` and `:batch`. */
    query: z.string().min(1).max(20_000).optional(),
    table: table.optional(),
    /** With `table`: the columns wanted; without it all. */
    columns: z.array(column).min(1).max(500).optional(),
    /** Names, in what is selected, of the column that orders and of the one that is unlike in rows of one time. */
    time: selected,
    id: selected,
    /** What a time column that is a number counts, since 1970. */
    epochUnit: z.enum(['s', 'ms', 'us']).default('ms'),
    from,
    everySeconds: everySeconds.default(10),
    overlapSeconds: overlapSeconds.default(100),
    batch: z.number().int().min(1).max(10_000).default(1_000),
    /** A statement that takes longer is given up. */
    timeoutSeconds: z.number().positive().max(3_600).default(60),
  })
  .superRefine((sql, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((sql.query === undefined) === (sql.table === undefined))
      refuse('query', 'needs either query or table');
    for (const name of ['time', 'id'] as const)
      if (sql.table !== undefined && !column.safeParse(sql[name]).success)
        refuse(name, 'is no plain column name');
    if (sql.columns && sql.table === undefined) refuse('columns', 'only together with table');
    const separate = [sql.host, sql.database, sql.user];
    const named = separate.filter((one) => one !== undefined).length;
    if (sql.urlFile !== undefined ? named > 0 : named < separate.length)
      refuse('urlFile', 'needs either urlFile or host, database and user');
    for (const placeholder of [':since', ':id', ':batch'])
      if (sql.query !== undefined && !new RegExp(`${placeholder}\\b`).test(sql.query))
        refuse('query', `has no ${placeholder}`);
    if (sql.query !== undefined && !/^\s*(select|with)\b/i.test(sql.query)) refuse('query', 'is no SELECT');
  });
export type SqlTransport = z.infer<typeof SqlTransport>;

/** Members by name from the root, divided by dots: `data.items`; empty for the answer itself. */
const path = z
  .string()
  .regex(/^(?:[^.\s[\]]{1,200}(?:\.[^.\s[\]]{1,200}){0,20})?$/, 'member names divided by dots');
const parameter = z.string().min(1).max(200);
const url = z.url({ protocol: /^https?$/ });

const RestAuth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bearer'), tokenFile: file }),
  z.strictObject({ type: z.literal('basic'), user: z.string().min(1), passwordFile: file }),
  z.strictObject({ type: z.literal('api_key'), header: parameter, keyFile: file }),
  /** OAuth 2.0 client credentials, the way Keycloak's administration wants it. */
  z.strictObject({
    type: z.literal('client_credentials'),
    tokenUrl: url,
    clientId: z.string().min(1),
    clientSecretFile: file,
    scope: z.string().optional(),
  }),
]);

const RestPaging = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('none') }),
  /** The answer says the value to send for what follows; where it says none, or the same, there is no more. */
  z.strictObject({ by: z.literal('cursor'), param: parameter, path: path.min(1) }),
  /** The answer names the next page: at `path`, else in its `Link` header. Only the same server is asked. */
  z.strictObject({ by: z.literal('link'), path: path.min(1).optional() }),
  /** Counted in pages, from `first`, until one is empty. */
  z.strictObject({ by: z.literal('page'), param: parameter, first: z.number().int().min(0).default(1) }),
  /** Counted in items, from 0, until a page is empty. */
  z.strictObject({ by: z.literal('offset'), param: parameter }),
]);

/** Items of a REST interface. With `since` each round asks from the overlap on; without it only a `cursor` is followed, and remembered. */
export const RestTransport = z
  .strictObject({
    kind: z.literal('rest'),
    url,
    /** Sent with every request, as they are. */
    params: z.record(z.string(), z.string()).default({}),
    headers: z.record(z.string(), z.string()).default({}),
    auth: RestAuth.optional(),
    tls: tls.optional(),
    paging: RestPaging.default({ by: 'none' }),
    since: z
      .strictObject({ param: parameter, format: z.enum(['iso', 's', 'ms', 'us']).default('iso') })
      .optional(),
    /** Where the items are. */
    items: path.default(''),
    /** Where an item has its time: ISO 8601 or a number since 1970; and its id, without which its whole content is what it is known by. */
    time: path.min(1).optional(),
    epochUnit: z.enum(['s', 'ms', 'us']).default('ms'),
    id: path.min(1).optional(),
    from,
    everySeconds: everySeconds.default(30),
    overlapSeconds: overlapSeconds.default(100),
    timeoutSeconds: z.number().positive().max(3_600).default(60),
  })
  .superRefine((rest, context) => {
    const refuse = (at: string, message: string) => context.addIssue({ code: 'custom', path: [at], message });
    if (rest.since && rest.time === undefined) refuse('time', 'is needed with since');
    if (!rest.since && !['cursor', 'none'].includes(rest.paging.by))
      refuse('since', 'is needed unless paging is by cursor');
    if (rest.url.startsWith('http://') && rest.auth && !isLoopback(new URL(rest.url).hostname))
      refuse('url', 'a secret is sent over https only');
  });
export type RestTransport = z.infer<typeof RestTransport>;

const member = { instance: z.string().min(1), memberClass: z.string().min(1), memberCode: z.string().min(1) };

/** X-Road operational monitoring (PR-OPMON): what one security server saw, asked for through the security server of the monitoring client. */
export const XroadOpmonTransport = z.strictObject({
  kind: z.literal('xroad_opmon'),
  url,
  tls: tls.optional(),
  client: z.strictObject({ ...member, subsystemCode: z.string().min(1) }),
  server: z.strictObject({ ...member, serverCode: z.string().min(1) }),
  from,
  everySeconds: everySeconds.default(60),
  /** Records of the last so many seconds are left for later: the server writes them late. */
  offsetSeconds: z.number().int().min(60).max(3_600).default(100),
  timeoutSeconds: z.number().positive().max(3_600).default(60),
});
export type XroadOpmonTransport = z.infer<typeof XroadOpmonTransport>;

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
