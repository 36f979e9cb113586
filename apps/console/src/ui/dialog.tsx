import { CloseOutlined } from '@ant-design/icons';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../i18n/use-text';
import './dialog.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** Ctrl+Enter (⌘+Enter), from anywhere in it. */
  onSubmit?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  foot?: ReactNode;
  testId: string;
  children: ReactNode;
}

/**
 * The browser's own modal dialog: focus stays inside, Esc leaves, and focus goes back to where it was.
 * A press beside it does nothing: a conclusion half written would be lost; nor does Enter alone send what is being written,
 * which is how one takes a day that was typed.
 * (Ant Design's injects a style sheet without a nonce to lock scrolling, which our content policy rightly refuses.)
 */
export function Dialog({ title, onClose, onSubmit, onKeyDown, foot, testId, children }: DialogProps) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    body.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
    return () => element.close();
  }, []);

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      // A browser sends a form with one line to fill on Enter.
      if (event.target instanceof HTMLInputElement) event.preventDefault();
      if (event.ctrlKey || event.metaKey) onSubmit?.();
    }
    onKeyDown?.(event);
  }

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      data-testid={testId}
      onKeyDown={onKey}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-box">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="dialog-close" aria-label={t('page.close')} onClick={onClose}>
            <CloseOutlined aria-hidden />
          </button>
        </div>
        <div ref={body}>{children}</div>
        {foot && <div className="dialog-foot">{foot}</div>}
      </div>
    </dialog>
  );
}
