export { createDice, type Dice } from './dice';
export type { Line } from './line';
export { createProvinceTraffic, HISTORY_DAYS, type ProvinceTraffic } from './province-traffic';
export { SCENES, type Scene, type SceneName } from './scenes';
