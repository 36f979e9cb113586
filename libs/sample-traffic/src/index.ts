export { createDice, type Dice } from './dice';
export { createProvinceTraffic, HISTORY_DAYS, type ProvinceTraffic } from './province-traffic';
export { type Line, SCENES, type Scene, type SceneName } from './scenes';
