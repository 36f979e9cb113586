import { firstPageOf, landingOf } from './landing';
import type { Capability } from './use-session';

it.each([
  { next: '/alerts?status=new', to: '/alerts?status=new' },
  { next: '/sources/a', to: '/sources/a' },
  { next: null, to: '/' },
  { next: '', to: '/' },
  { next: '/', to: '/' },
  { next: '//evil.example/x', to: '/' },
  { next: '/\\evil.example', to: '/' },
  { next: 'https://evil.example', to: '/' },
  { next: '/login?next=/login', to: '/' },
])('$next leads to $to', ({ next, to }) => expect(landingOf(next)).toBe(to));

it.each<{ who: string; may: Capability[]; to: string }>([
  { who: 'an analyst', may: ['alert.read', 'register.read'], to: '/alerts' },
  { who: 'an owner who also drafts', may: ['alert.read', 'dossier.draft', 'register.read'], to: '/alerts' },
  { who: 'an appraiser', may: ['dossier.appraise', 'register.read'], to: '/dossiers' },
  { who: 'an approver', may: ['dossier.approve', 'register.read'], to: '/dossiers' },
  { who: 'a reader of the register', may: ['register.read'], to: '/systems' },
  { who: 'nobody in particular', may: ['activity.read_own'], to: '/activity' },
])('$who starts at $to', ({ may, to }) => expect(firstPageOf((action) => may.includes(action))).toBe(to));
