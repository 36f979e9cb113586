import { type Activity, activityIdOf, MonitorError, type Page, type Query, type Store } from '@khien/model';
import { insertOne } from './insert-one';
import { readAll } from './read-all';

export type Subject = Activity['subject'];
/** What the caller knows of a step; the repository adds subject, number and id. */
export type ActivityDraft = Omit<Activity, '_id' | 'subject' | 'seq'>;

export interface AppendOptions {
  /** The number of the last step the actor has seen: another one by now is a conflict. */
  after?: number;
  /** How often to take the next number when somebody else was quicker. Default 1: for steps that depend on the state they were taken in. */
  attempts?: number;
}

/** Append-only records of what people did. */
export interface ActivityRepository {
  /**
   * Appends the next step of a subject. `build` gets the step before (undefined at the first) and may throw to refuse.
   * The number is part of the id, so of two steps taken on one state at once, one is written, and the other gets MonitorError `conflict`.
   */
  append(
    subject: Subject,
    build: (previous: Activity | undefined) => ActivityDraft,
    options?: AppendOptions,
  ): Promise<Activity>;
  /** The last step of a subject. */
  last(subject: Subject): Promise<Activity | undefined>;
  /** Every step of a subject, in order. */
  ofSubject(subject: Subject): Promise<Activity[]>;
  list(query: Query): Promise<Page<Activity>>;
}

export function createActivityRepository(store: Store): ActivityRepository {
  const last = async (subject: Subject): Promise<Activity | undefined> => {
    const page = await store.find<Activity>('activity', {
      filter: { 'subject.kind': subject.kind, 'subject.id': subject.id },
      sort: [['seq', 'desc']],
      limit: 1,
    });
    return page.docs[0];
  };
  return {
    async append(subject, build, { after, attempts = 1 } = {}) {
      for (let attempt = 0; attempt < attempts; attempt++) {
        const previous = await last(subject);
        const seen = previous?.seq ?? 0;
        if (after !== undefined && after !== seen) throw conflict(subject);
        const seq = seen + 1;
        const step = { ...build(previous), _id: activityIdOf(subject.kind, subject.id, seq), subject, seq };
        if (await insertOne(store, 'activity', step)) return step;
      }
      throw conflict(subject);
    },
    last,
    ofSubject: (subject) =>
      readAll<Activity>(store, 'activity', {
        filter: { 'subject.kind': subject.kind, 'subject.id': subject.id },
        sort: [['seq', 'asc']],
      }),
    list: (query) => store.find<Activity>('activity', query),
  };
}

function conflict(subject: Subject): MonitorError {
  return new MonitorError(
    'conflict',
    `activity: somebody else acted on ${subject.kind} ${subject.id} meanwhile`,
  );
}
