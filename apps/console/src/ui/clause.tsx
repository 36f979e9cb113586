import { ConfidenceMark } from './confidence-mark';
import { LawText } from './law-text';

/** Căn cứ: where it is written, and how sure we are of that. */
export function Clause({ clause, mark }: { clause: string; mark?: string }) {
  return (
    <span className="clause">
      <LawText text={clause} />
      {mark !== undefined && <ConfidenceMark mark={mark} />}
    </span>
  );
}
