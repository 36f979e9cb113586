import type { EventDraft } from '@khien/model';
import type { Logsource } from '../profile';

/** Sigma's categories for what a protection product tells: malware is for antivirus rules whatever product saw it. */
export function protectionLogsource(product: string): (event: EventDraft) => Logsource[] {
  return (event) => {
    const [first] = event.event.category ?? [];
    const type = event.observer?.type;
    if (type === 'dlp') return [{ category: 'dlp', product }];
    if (first === 'malware')
      return [
        { category: 'antivirus', product },
        { category: 'edr', product },
      ];
    if (first === 'intrusion_detection')
      return [
        { category: 'ids', product },
        { category: 'antivirus', product },
        { category: 'edr', product },
      ];
    if (first === 'authentication') return [{ category: 'authentication', product }];
    if (first === 'web')
      return [
        { category: 'proxy', product },
        { category: 'edr', product },
      ];
    return [{ category: 'edr', product }];
  };
}
