import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { getAccounting } from '../api/sources';
import { RANGES, type Range, rangeMs } from '../format/time';
import { useText } from '../i18n/use-text';
import { Choice } from '../ui/choice';
import { Panel } from '../ui/panel';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';
import { AccountingChart } from './accounting-chart';
import { AccountingTable } from './accounting-table';
import { bucketMinutes } from './buckets';

/** The API sums minutes over at most a day. */
const OFFERED = RANGES.filter((range) => rangeMs(range) <= rangeMs('24h'));

/** What came in over a period, as bars or as the same numbers in a table. */
export function AccountingPanel({ sourceId }: { sourceId: string }) {
  const { t } = useText();
  const [range, setRange] = useState<Range>('8h');
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const accounting = useQuery({
    queryKey: ['accounting', sourceId, range],
    queryFn: () => readPeriod(sourceId, range),
    refetchInterval: 30_000,
  });
  const data = accounting.data;
  const buckets = data && bucketMinutes(data.minutes, data.from, data.to);
  return (
    <Panel
      title={t('sources.perMinute')}
      end={
        <>
          {buckets && <span className="muted">{t('sources.chartBucket', { count: buckets.width })}</span>}
          <Choice
            label={t('alerts.range')}
            hideLabel
            value={range}
            options={OFFERED.map((value) => ({ value, label: t(`alerts.range_${value}`) }))}
            onChange={setRange}
            testId="accounting-range"
          />
          <Segmented
            aria-label={t('sources.shape')}
            value={shape}
            onChange={setShape}
            options={[
              { value: 'chart', label: t('sources.asChart') },
              { value: 'table', label: t('sources.asTable') },
            ]}
            data-testid="accounting-shape"
          />
        </>
      }
    >
      {accounting.isPending && <LoadingPanel />}
      {accounting.isError && !data && (
        <ProblemPanel
          title={t('problem.internal')}
          error={accounting.error}
          onRetry={() => void accounting.refetch()}
        />
      )}
      {data && buckets && shape === 'chart' && (
        <AccountingChart buckets={buckets} from={data.from} to={data.to} />
      )}
      {buckets && shape === 'table' && <AccountingTable buckets={buckets} />}
    </Panel>
  );
}

async function readPeriod(sourceId: string, range: Range) {
  const to = Date.now();
  const from = to - rangeMs(range);
  const answer = await getAccounting(sourceId, new Date(from).toISOString(), new Date(to).toISOString());
  return { ...answer, from, to };
}
