import { Form, Radio } from 'antd';
import { useText } from '../../i18n/use-text';
import { LevelAnswerView } from '../../systems/level-answer';
import type { DossierView } from '../use-dossier';

/** The level to be proposed, beside what the criteria say of it. */
export function LevelChoice({ view }: { view: DossierView }) {
  const { t } = useText();
  return (
    <>
      <div className="dialog-level">
        <h3 className="small-heading">{t('system.levelByCriteria')}</h3>
        <LevelAnswerView answer={view.detail.level} />
      </div>
      <Form.Item
        name="level"
        label={t('actField.level')}
        rules={[{ required: true, message: t('actField.choose') }]}
      >
        <Radio.Group
          optionType="button"
          options={[1, 2, 3, 4, 5].map((level) => ({ value: level, label: t('level.of', { level }) }))}
        />
      </Form.Item>
    </>
  );
}
