import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import { StationShape } from './station-shape';

/** One step on the way to submission: done or not, what it is about, and what to press. */
export function Step({
  done,
  title,
  about,
  children,
}: {
  done: boolean;
  title: string;
  about: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useText();
  return (
    <li className={done ? 'path-step path-done' : 'path-step'}>
      <StationShape state={done ? 'done' : 'ahead'} />
      <div>
        <h3>
          {title}
          {done && <span className="visually-hidden"> ({t('dossiers.stationState_done')})</span>}
        </h3>
        <div className="path-words">{about}</div>
        {children && <div className="path-acts">{children}</div>}
      </div>
    </li>
  );
}
