import { Switch } from 'antd';
import { useId } from 'react';
import { useText } from '../i18n/use-text';
import { Dialog } from '../ui/dialog';
import { COMMANDS, keysOf } from './shortcuts';
import { useShortcuts } from './shortcuts-provider';

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const { enabled, enable } = useShortcuts();
  const labelled = useId();
  return (
    <Dialog title={t('keys.title')} onClose={onClose} testId="shortcuts">
      <p className="keys-switch">
        <Switch checked={enabled} onChange={enable} aria-labelledby={labelled} />
        <span>
          <strong id={labelled}>{t('keys.enabled')}</strong>
          <br />
          <span className="muted">{t('keys.enabledHelp')}</span>
        </span>
      </p>
      <table className="keys">
        <tbody>
          {COMMANDS.map((command) => (
            <tr key={command}>
              <th scope="row">{t(`keys.${command}`)}</th>
              <td>
                {keysOf(command).map((key) => (
                  <kbd key={key}>{key === 'Escape' ? 'Esc' : key}</kbd>
                ))}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('keys.reason')}</th>
            <td>
              {['1', '2', '3', '4', '5'].map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </td>
          </tr>
        </tbody>
      </table>
    </Dialog>
  );
}
