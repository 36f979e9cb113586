import { type ReactNode, useId } from 'react';

interface PanelProps {
  title: string;
  level?: 1 | 2;
  end?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, level = 2, end, children }: PanelProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <Heading id={id}>{title}</Heading>
        {end && <div className="panel-end">{end}</div>}
      </div>
      {children}
    </section>
  );
}
