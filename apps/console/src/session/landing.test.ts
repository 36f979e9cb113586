import { landingOf } from './landing';

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
