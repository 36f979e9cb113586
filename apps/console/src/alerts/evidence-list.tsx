import type { StoredEvent } from '@khien/model';
import type { AlertView } from '../api/views-alerts';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { ExactInstant } from '../ui/instant';
import { Panel } from '../ui/panel';
import { AccessQuestions } from './access-questions';
import { describeEvent, inShort, type Phrase, QUESTIONS, type EventStory as Story } from './describe-event';

const OPEN_AT_FIRST = 1;

/** Words that should catch the eye, besides saying so. */
const BAD_NEWS = /expired|not_yet|agreement_unknown|agreement_none|covers_no$|offHours|channel_direct|denied/;

export function EvidenceList({ alert, evidence }: { alert: AlertView; evidence: StoredEvent[] }) {
  const { t, language } = useText();
  const total = whole(Math.max(alert.count, evidence.length), language);
  const shown = t('alert.evidenceShown', { shown: whole(evidence.length, language), total });
  const masked = evidence.some(({ khien }) => (khien.masked ?? 0) > 0);
  return (
    <Panel title={t('alert.evidence')} end={evidence.length > 0 && <span className="muted">{shown}</span>}>
      {evidence.length === 0 && (
        <p className="muted">
          {t(alert.evidence.length > 0 ? 'alert.evidenceHidden' : 'alert.evidenceNone')}
        </p>
      )}
      {masked && <p className="muted">{t('alert.evidenceMasked')}</p>}
      <ol className="events">
        {evidence.map((event, index) => (
          <li key={event._id} data-testid="evidence">
            <EventStory event={event} open={index < OPEN_AT_FIRST} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** One line an event, so that twenty fit a screen; the whole story, the six questions and the record behind it. */
function EventStory({ event, open }: { event: StoredEvent; open: boolean }) {
  const { t } = useText();
  const story = describeEvent(event);
  return (
    <details className="event" open={open}>
      <summary className="event-line">
        <ExactInstant iso={story.at} />
        {inShort(story).map((phrase, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: phrases have no identity and never move.
          <Said key={index} phrase={phrase} />
        ))}
      </summary>
      <EventStoryTable story={story} />
      {event.access?.questions && <AccessQuestions questions={event.access.questions} />}
      <details className="raw">
        <summary>{t('alert.json')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <pre tabIndex={0}>{JSON.stringify(event, null, 2)}</pre>
      </details>
    </details>
  );
}

function EventStoryTable({ story }: { story: Story }) {
  const { t } = useText();
  return (
    <dl className="story">
      {QUESTIONS.map((question) => (
        <div className="story-line" key={question}>
          <dt>{t(`event.${question}`)}</dt>
          <dd>
            {question === 'when' && <ExactInstant iso={story.at} />}
            {story.said[question].map((phrase, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: phrases have no identity and never move.
              <Said key={index} phrase={phrase} />
            ))}
            {question !== 'when' && story.said[question].length === 0 && (
              <span className="muted">{t('event.notStated')}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Said({ phrase }: { phrase: Phrase }) {
  const { t, language } = useText();
  if ('text' in phrase) return <span className={phrase.code ? 'said code' : 'said'}>{phrase.text}</span>;
  const bad = BAD_NEWS.test(phrase.key);
  const values = Object.entries(phrase.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'number' ? whole(value, language) : value,
  ]);
  return <span className={bad ? 'said said-bad' : 'said'}>{t(phrase.key, Object.fromEntries(values))}</span>;
}
