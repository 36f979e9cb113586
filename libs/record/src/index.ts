export { type AlertRecorder, type AlertRecorderDeps, createAlertRecorder } from './alert-recorder';
export { type Evidence, type Finding, alertIdOfFinding, alertOf } from './finding';
