import { type ReactNode, useId } from 'react';

/** A titled part of a page. */
export function Panel({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {end && <div className="panel-end">{end}</div>}
      </div>
      {children}
    </section>
  );
}
