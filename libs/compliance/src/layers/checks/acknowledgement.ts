import { type CheckRun, numberOf, seen, unseen } from '../check-run';
import { say } from '../say';

/** Lớp 1: alerts of severity high and above are taken within the limit. */
export const checkAcknowledgement: CheckRun = (input) => {
  const { telemetry, check, figure } = input;
  if (!telemetry) return unseen(input);
  const minutes = numberOf(figure('minutes'));
  const within = minutes === undefined ? '' : ` ${minutes}`;
  const evidence = [seen(input, 'alerts.unacknowledged')];
  const late = telemetry.unacknowledged;
  if (late > 0)
    return {
      verdict: check.breach,
      text: say(
        `${late} cảnh báo mức cao trở lên chưa được tiếp nhận trong${within} phút`,
        `${late} alerts of severity high and above not acknowledged within${within} minutes`,
      ),
      evidence,
    };
  return {
    verdict: 'met',
    text: say(
      'Không có cảnh báo mức cao trở lên quá hạn tiếp nhận',
      'No alert of severity high and above waits longer than the limit',
    ),
    evidence,
  };
};
