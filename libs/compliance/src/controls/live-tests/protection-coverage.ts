import { z } from 'zod';
import { countWords, shareWords } from '../wording';
import { defineLiveTest } from './live-test';
import { currentState } from './state';
import { decided, undecided, until } from './verdict';

/** Tỷ lệ máy chủ, máy trạm có phần mềm phòng, chống mã độc hoặc EDR. */
export const protectionCoverage = defineLiveTest({
  settings: z.strictObject({
    of: z.enum(['anti_malware', 'edr']),
    /** Whether it must send its findings to the monitoring centre too. */
    connected: z.boolean().default(false),
    partly_from: z.number().min(0).max(1).default(0.8),
  }),
  judge(context, settings) {
    const state = currentState(context, 'anti_malware');
    if (!state.ok) return state.verdict;
    const { machines, covered, edrCovered, connected } = state.fact;
    const part = settings.of === 'edr' ? edrCovered : covered;
    const name =
      settings.of === 'edr'
        ? { vi: 'giải pháp phát hiện, phản ứng trên máy (EDR)', en: 'endpoint detection and response' }
        : { vi: 'phần mềm phòng, chống mã độc', en: 'anti-malware software' };
    if (machines === 0 || part > machines)
      return undecided(
        {
          vi: `Số liệu không dùng được: ${countWords(part).vi}/${countWords(machines).vi} máy có ${name.vi}.`,
          en: `Figures of no use: ${countWords(part).en} of ${countWords(machines).en} machines with ${name.en}.`,
        },
        [state.use],
      );
    const share = shareWords(part, machines);
    const unlinked = settings.connected && !connected;
    const covers = part === machines ? 'met' : part / machines >= settings.partly_from ? 'partly' : 'not_met';
    const status = unlinked && covers === 'met' ? 'partly' : covers;
    return until(
      decided(
        status,
        {
          vi: `${share.vi} máy có ${name.vi} (${countWords(part).vi}/${countWords(machines).vi})${unlinked ? ', chưa kết nối về trung tâm giám sát' : ''}.`,
          en: `${share.en} of the machines have ${name.en} (${countWords(part).en} of ${countWords(machines).en})${unlinked ? ', not connected to the monitoring centre' : ''}.`,
        },
        [state.use],
      ),
      state.lastDay,
    );
  },
});
