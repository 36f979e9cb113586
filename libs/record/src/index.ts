export { type AlertRecorder, type AlertRecorderDeps, createAlertRecorder } from './alert-recorder';
export { alertIdOfFinding, alertOf, type Evidence, type Finding } from './finding';
