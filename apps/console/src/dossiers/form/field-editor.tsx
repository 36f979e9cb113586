import { Button, Input, InputNumber, Radio } from 'antd';
import { useId } from 'react';
import type { Answer, FieldSpec, SectionFile } from '../../api/views-dossiers';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import { DayField } from '../../ui/day-field';
import { FileEditor } from './file-editor';
import { TableEditor } from './table-editor';

export interface FieldEditorProps {
  id: string;
  field: FieldSpec;
  /** As typed; undefined while the register's answer stands. */
  answer: Answer | undefined;
  /** What the register answers. */
  card: Answer | undefined;
  missing: boolean;
  files: readonly SectionFile[];
  systemId: string;
  onAnswer: (answer: Answer | undefined) => void;
  onFiles: (answer: Answer, files: SectionFile[]) => void;
}

/** One question: what is meant, where the answer comes from, a wording to start from. */
export function FieldEditor(props: FieldEditorProps) {
  const { id, field, answer, card, missing, onAnswer } = props;
  const { t, both } = useText();
  const control = useId();
  const help = `${control}-help`;
  const fromCard = answer === undefined && card !== undefined;
  const grouped = ['table', 'file', 'choice', 'yesno'].includes(field.type);
  const Label = grouped ? 'span' : 'label';
  return (
    <div id={id} className={missing ? 'field field-missing' : 'field'} data-testid={id}>
      <div className="field-head">
        <Label className="field-label" {...(grouped ? { id: `${control}-label` } : { htmlFor: control })}>
          {both(field.label)}
        </Label>
        {!field.required && <span className="field-note">{t('field.optional')}</span>}
        {missing && <span className="field-note field-note-missing">{t('field.missing')}</span>}
        {fromCard && <span className="field-note field-note-card">{t('field.fromCard')}</span>}
      </div>
      <p id={help} className="field-help">
        {both(field.help)}
      </p>
      <Control {...props} control={control} help={help} />
      <div className="field-foot">
        <Clause clause={field.clause} mark={field.mark} />
        {card !== undefined && answer !== undefined && !isSame(answer, card) && (
          <button type="button" className="link-button" onClick={() => onAnswer(undefined)}>
            {t('field.useCard')}
          </button>
        )}
      </div>
      {field.example && isEmpty(answer ?? card) && (
        <div className="field-example">
          <p lang="vi">«{field.example.vi}»</p>
          <Button size="small" onClick={() => onAnswer(field.example?.vi)} data-testid={`${id}-example`}>
            {t('field.useExample')}
          </Button>
          <span className="muted">{t('field.exampleHelp')}</span>
        </div>
      )}
    </div>
  );
}

const isSame = (one: Answer, other: Answer): boolean => JSON.stringify(one) === JSON.stringify(other);
const isEmpty = (answer: Answer | undefined): boolean =>
  answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);

function Control({
  field,
  answer,
  card,
  files,
  systemId,
  onAnswer,
  onFiles,
  control,
  help,
}: FieldEditorProps & { control: string; help: string }) {
  const { t, both } = useText();
  const shown = answer ?? card;
  const labelled = { 'aria-labelledby': `${control}-label`, 'aria-describedby': help };
  const text = shown === undefined ? '' : String(shown);
  /** An emptied field takes the register's answer again, once one has left it. */
  const onBlur = () => {
    if (answer === '' && card !== undefined) onAnswer(undefined);
  };
  switch (field.type) {
    case 'long':
      return (
        <Input.TextArea
          id={control}
          aria-describedby={help}
          rows={3}
          maxLength={20_000}
          className="grows"
          value={text}
          onChange={({ target }) => onAnswer(target.value)}
          onBlur={onBlur}
        />
      );
    case 'number':
      return (
        <InputNumber
          id={control}
          aria-describedby={help}
          value={typeof shown === 'number' ? shown : null}
          onChange={(value) => onAnswer(typeof value === 'number' ? value : undefined)}
        />
      );
    case 'date':
      return (
        <DayField
          id={control}
          value={typeof shown === 'string' ? shown : undefined}
          onChange={(day) => onAnswer(day)}
        />
      );
    case 'choice':
      return (
        <Radio.Group
          {...labelled}
          className="stack"
          value={shown ?? null}
          onChange={({ target }) => onAnswer(target.value as string)}
          options={(field.choices ?? []).map(({ value, label }) => ({ value, label: both(label) }))}
        />
      );
    case 'yesno':
      return (
        <Radio.Group
          {...labelled}
          value={shown ?? null}
          onChange={({ target }) => onAnswer(target.value as boolean)}
          options={[
            { value: true, label: t('fact.yes') },
            { value: false, label: t('fact.no') },
          ]}
        />
      );
    case 'table':
      return (
        <TableEditor
          columns={field.columns ?? []}
          answer={shown}
          label={both(field.label)}
          onAnswer={onAnswer}
        />
      );
    case 'file':
      return (
        <FileEditor
          answer={answer}
          files={files}
          systemId={systemId}
          label={both(field.label)}
          onFiles={onFiles}
        />
      );
    default:
      return (
        <Input
          id={control}
          aria-describedby={help}
          maxLength={2000}
          value={text}
          onChange={({ target }) => onAnswer(target.value)}
          onBlur={onBlur}
        />
      );
  }
}
