import {
  BulbOutlined,
  DownOutlined,
  LogoutOutlined,
  MenuOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { signOut } from '../api/session';
import { wallClock } from '../format/time';
import { useText } from '../i18n/use-text';
import { useShortcuts } from '../keys/shortcuts-provider';
import { stopStream, useFreshness, useWatches } from '../live/live-provider';
import { useSession } from '../session/use-session';
import { useNow } from '../ui/use-now';
import { APPEARANCES, useAppearance } from './appearance';
import { LanguageSwitch } from './language-switch';

interface TopBarProps {
  /** Whether the navigation is open where it has no room of its own. */
  menu: boolean;
  onMenu: () => void;
}

export function TopBar({ menu, onMenu }: TopBarProps) {
  const { t } = useText();
  const { showHelp } = useShortcuts();
  const watches = useWatches();
  return (
    <header className="top">
      <button
        type="button"
        className="top-button top-menu"
        aria-expanded={menu}
        aria-controls="rail"
        onClick={onMenu}
        data-testid="menu"
      >
        <MenuOutlined aria-hidden />
        {t('nav.menu')}
      </button>
      {watches && <LiveIndicator />}
      <Clock />
      <span className="top-gap" />
      <button type="button" className="top-button top-keys" onClick={showHelp} data-testid="shortcut-help">
        <QuestionCircleOutlined aria-hidden />
        {t('top.shortcuts')}
      </button>
      <ThemeMenu />
      <LanguageSwitch />
      <AccountMenu />
    </header>
  );
}

function LiveIndicator() {
  const { t } = useText();
  const { state } = useFreshness();
  const shown = state === 'unauthenticated' ? 'connecting' : state;
  return (
    <span className={`live live-${shown}`} role="status" data-testid="live-state">
      <span className="live-dot" aria-hidden="true" />
      {t(`live.${shown}`)}
    </span>
  );
}

function Clock() {
  const { t } = useText();
  const { date, time } = wallClock(useNow(1_000));
  return (
    <span className="clock" title={t('top.clock')}>
      <span className="visually-hidden">{t('top.clock')} </span>
      <span className="clock-time">{time}</span> {date}
    </span>
  );
}

function ThemeMenu() {
  const { t } = useText();
  const { choice, choose } = useAppearance();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [choice],
        items: APPEARANCES.map((key) => ({ key, label: t(`top.theme_${key}`) })),
        onClick: ({ key }) => choose(APPEARANCES.find((known) => known === key) ?? 'system'),
      }}
    >
      <button type="button" className="top-button" aria-haspopup="menu" data-testid="theme-menu">
        <BulbOutlined aria-hidden />
        {t('top.theme')}
      </button>
    </Dropdown>
  );
}

function AccountMenu() {
  const { t } = useText();
  const { user } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const scope =
    user.agencies === '*' ? t('top.scopeAll') : t('top.scopeSome', { count: user.agencies.length });

  async function leave(): Promise<void> {
    stopStream();
    await signOut().catch(() => undefined);
    queries.clear();
    queries.setQueryData(['session'], null);
    await navigate('/login', { replace: true });
  }

  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'who', type: 'group', label: `${user.username} · ${scope}` },
          { type: 'divider' },
          {
            key: 'leave',
            icon: <LogoutOutlined aria-hidden />,
            label: t('top.signOut'),
            onClick: () => void leave(),
          },
        ],
      }}
    >
      <button
        type="button"
        className="top-button account"
        aria-haspopup="menu"
        aria-label={t('top.account', { name: user.displayName })}
        data-testid="account-menu"
      >
        <span className="account-words">
          <span className="account-name">{user.displayName}</span>
          <span className="account-role">{t(`role.${user.role}`)}</span>
        </span>
        <DownOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}
