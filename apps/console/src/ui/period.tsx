import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import 'dayjs/locale/vi';
import { ZONE_OFFSET_MS } from '../format/time';
import { useText } from '../i18n/use-text';

dayjs.extend(utc);

interface PeriodProps {
  /** ISO instants. */
  from: string | undefined;
  to: string | undefined;
  onChange: (period: { from?: string; to?: string }) => void;
}

/** From–to on the Vietnamese clock, whatever zone the browser thinks it is in. */
export function Period({ from, to, onChange }: PeriodProps) {
  const { t } = useText();
  return (
    <span className="choice">
      <span className="choice-label">{`${t('alerts.from')} – ${t('alerts.to')}`}</span>
      <DatePicker.RangePicker
        showTime={{ format: 'HH:mm' }}
        format="DD/MM/YYYY HH:mm"
        allowEmpty={[true, true]}
        value={[onWall(from), onWall(to)]}
        onChange={(chosen) => {
          const [start, end] = [instantOf(chosen?.[0]), instantOf(chosen?.[1])];
          onChange({ ...(start ? { from: start } : {}), ...(end ? { to: end } : {}) });
        }}
        placeholder={[t('alerts.from'), t('alerts.to')]}
        id={{ start: 'period-from', end: 'period-to' }}
      />
    </span>
  );
}

function onWall(iso: string | undefined): dayjs.Dayjs | null {
  return iso === undefined ? null : dayjs.utc(Date.parse(iso) + ZONE_OFFSET_MS);
}

function instantOf(wall: dayjs.Dayjs | null | undefined): string | undefined {
  if (!wall) return undefined;
  const shown = Date.UTC(wall.year(), wall.month(), wall.date(), wall.hour(), wall.minute());
  return new Date(shown - ZONE_OFFSET_MS).toISOString();
}
