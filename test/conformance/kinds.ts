/**
 * Which profile reads which kind of the independent sample records (corpus and source as the samples name them).
 * `disputed` lists expectations we hold to be wrong or of another meaning, each with the reason; they are not counted.
 */
export interface Kind {
  /** Profiles that read it: the one that recognises a record among them, else the first. */
  profiles: readonly [string, ...string[]];
  corpus: 'sekoia' | 'elastic_package';
  source: string;
  disputed?: ReadonlyArray<{ field: string; id?: RegExp; why: string }>;
}

const NO_USER = {
  field: 'user.name',
  why: 'the expectation is « - », which the format writes where nobody is named',
};

export const KINDS: readonly Kind[] = [
  {
    profiles: ['web-access', 'apache-error'],
    corpus: 'sekoia',
    source: 'apache',
    disputed: [
      {
        field: 'event.outcome',
        id: /redirect/,
        why: '« redirect » is no outcome of ECS: the server answered as asked',
      },
      {
        field: 'event.outcome',
        id: /process_id/,
        why: 'a failed read is no success because its level is info',
      },
    ],
  },
  { profiles: ['web-access', 'nginx-error'], corpus: 'sekoia', source: 'nginx' },
  { profiles: ['web-access'], corpus: 'elastic_package', source: 'apache.access', disputed: [NO_USER] },
  {
    profiles: ['web-access'],
    corpus: 'elastic_package',
    source: 'apache_basic_license.access',
    disputed: [NO_USER],
  },
  { profiles: ['apache-error'], corpus: 'elastic_package', source: 'apache.error' },
  { profiles: ['apache-error'], corpus: 'elastic_package', source: 'apache_basic_license.error' },
  { profiles: ['nginx-error'], corpus: 'elastic_package', source: 'nginx.error' },
  { profiles: ['nginx-error'], corpus: 'elastic_package', source: 'nginx_multiple_services.error' },
  { profiles: ['web-access'], corpus: 'elastic_package', source: 'nginx.access' },
  { profiles: ['web-access'], corpus: 'elastic_package', source: 'nginx_multiple_services.access' },
];
