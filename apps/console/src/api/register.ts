import { download, request } from './http';
import type {
  ImportPreview,
  Reconciliation,
  RegisterKind,
  SheetFormat,
  UploadedFile,
} from './views-register';

export const exportRegister = (kind: RegisterKind, format: SheetFormat) =>
  download({ path: '/register/export', query: { kind, format } }, `${kind}.${format}`);

/** What the file would do; nothing is stored. */
export const previewImport = (kind: RegisterKind, { name, base64 }: UploadedFile) =>
  request<ImportPreview>({
    method: 'POST',
    path: '/register/import/preview',
    body: { kind, name, base64 },
  });
/** Does what the preview with this hash showed: all of it, or nothing. */
export const confirmImport = (kind: RegisterKind, { name, base64 }: UploadedFile, planHash: string) =>
  request<{ added: number; changed: number; unchanged: number }>({
    method: 'POST',
    path: '/register/import',
    body: { kind, name, base64, planHash },
    once: planHash,
  });

export const getReconciliation = () => request<Reconciliation>({ path: '/register/reconciliation' });
