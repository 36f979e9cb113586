import { wasUnderConstruction } from '@khien/compliance';
import { STEP_TITLES } from '../titles';
import { dayInVietnamese } from '../wording';
import { blocks, type Guard, warns } from './finding';

/** NĐ 85 still decides for systems under construction before 01/07/2026 (LP-T2), and only until the transition ends. */
export const regimeStillDecides: Guard = ({ dossier, context: { law, system }, on }) => {
  const regime = law.regimes.find(({ id }) => id === dossier.regime);
  const ended = regime?.effective_to;
  if (ended === undefined || on <= ended) return [];
  const rule = law.transitions.find(({ decides_by }) => decides_by === dossier.regime);
  const [last, clause] = [rule?.due?.day ?? ended, rule?.clause ?? 'Luật 116 Đ44'];
  if (on > last)
    return blocks({
      code: 'transition_over',
      clause,
      mark: 'INF',
      vi: `Hồ sơ theo ${regime?.instrument} chỉ làm được đến hết ngày ${dayInVietnamese(last)}. Hãy kết thúc hồ sơ này và lập hồ sơ mới theo quy định hiện hành.`,
      en: `Dossiers under ${regime?.title.en} could be handled until ${last}. End this one and start a new one under the law in force.`,
    });
  if (system.transition?.rule === rule?.id || wasUnderConstruction(system)) return [];
  return blocks({
    code: 'not_transitional',
    clause,
    mark: rule?.mark ?? 'INF',
    vi: `${regime?.instrument} chỉ còn dùng cho hệ thống đang đầu tư, xây dựng trước 01/07/2026 và đến ngày đó chưa đưa vào sử dụng. Hãy ghi ngày bắt đầu xây dựng và ngày đưa vào vận hành vào thẻ hệ thống, hoặc lập hồ sơ theo quy định hiện hành.`,
    en: `${regime?.title.en} only still serves systems under construction before 1 July 2026 and not yet in use then. Put the days construction began and use began on the card, or start a dossier under the law in force.`,
  });
};

const OPEN_STEPS = new Set(['approved', 'replaced', 'retired']);

/** One determination at a time; the version in force stays until the new one is approved (INF of Đ25). */
export const noOtherVersionOpen: Guard = ({ dossier, context: { otherVersions } }) => {
  const open = otherVersions.find(
    ({ _id, step, determination }) =>
      _id !== dossier._id &&
      !OPEN_STEPS.has(step) &&
      (step !== 'not_started' || determination < dossier.determination),
  );
  if (open === undefined) return [];
  return blocks({
    code: 'other_version_open',
    clause: 'NĐ 331 Đ25',
    mark: 'INF',
    vi: `Lần xác định thứ ${open.determination} của hệ thống này còn đang làm (${STEP_TITLES[open.step].vi}). Hãy hoàn thành hoặc kết thúc lần đó trước.`,
    en: `Determination ${open.determination} of this system is still open (${STEP_TITLES[open.step].en}). Finish or end it first.`,
  });
};

export const systemIsInUse: Guard = ({ context: { system } }) =>
  system.stage !== 'retired'
    ? []
    : blocks({
        code: 'system_retired',
        clause: 'NĐ 331 Đ29.2g',
        mark: 'INF',
        vi: 'Hệ thống đã kết thúc vận hành nên không lập hồ sơ nữa. Nếu hệ thống còn dùng, hãy sửa giai đoạn trong thẻ.',
        en: 'The system has been retired, so no dossier is started. If it is still in use, correct the stage on its card.',
      });

export const ownerShouldBeKnown: Guard = ({ context: { system } }) =>
  system.ownerId !== undefined
    ? []
    : warns({
        code: 'owner_unknown',
        clause: 'NĐ 331 Đ8.1a',
        mark: 'V1',
        vi: 'Thẻ hệ thống chưa ghi chủ quản; cần có trước khi gửi thẩm định.',
        en: 'The card names no owner (chủ quản) yet; it is needed before submission.',
      });

/** 13: only a newer version that was approved ends an older one. */
export const newerIsApproved: Guard = ({ dossier, event, context: { otherVersions } }) => {
  const by = event?.kind === 'replaced' ? event.by : undefined;
  const newer = otherVersions.filter(
    ({ step, determination }) => step === 'approved' && determination > dossier.determination,
  );
  if (by === undefined ? newer.length > 0 : newer.some(({ _id }) => _id === by)) return [];
  return blocks({
    code: 'no_newer_approved',
    clause: 'NĐ 331 Đ25',
    mark: 'INF',
    vi: 'Lần xác định cũ còn hiệu lực cho đến khi lần mới được phê duyệt. Hãy phê duyệt lần mới trước.',
    en: 'The older determination stays in force until the newer one is approved. Approve that one first.',
  });
};
