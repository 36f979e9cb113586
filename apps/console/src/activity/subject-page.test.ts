import type { Activity } from '@khien/model';
import { pageOf } from './subject-page';

it.each<{ subject: Activity['subject']; page: string | undefined }>([
  { subject: { kind: 'source', id: 'lgsp' }, page: '/sources/lgsp' },
  { subject: { kind: 'system', id: 'mot-cua' }, page: '/systems/mot-cua' },
  { subject: { kind: 'system', id: 'register' }, page: '/systems' },
  { subject: { kind: 'dossier', id: 'mot-cua.v1' }, page: '/dossiers/mot-cua.v1' },
  { subject: { kind: 'document', id: 'system:lgsp/gap-list' }, page: '/systems/lgsp' },
  { subject: { kind: 'document', id: 'report:2026/mau-08' }, page: '/reports/level?year=2026' },
  { subject: { kind: 'document', id: 'register-import-1' }, page: undefined },
  { subject: { kind: 'user', id: 'x' }, page: undefined },
])('$subject.kind $subject.id is seen at $page', ({ subject, page }) => expect(pageOf(subject)).toBe(page));
