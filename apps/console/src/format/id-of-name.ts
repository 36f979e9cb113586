import { folded } from './folded';

/** A code made of a Vietnamese name: «Một cửa điện tử» → `mot-cua-dien-tu`. */
export function idOfName(name: string): string {
  return folded(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
