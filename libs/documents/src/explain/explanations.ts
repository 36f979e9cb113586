import type { Explanation } from './explanation';

export const EXPLANATIONS: readonly Explanation[] = [];
