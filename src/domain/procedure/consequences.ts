import { type RegisterEvent, siteEndings } from '../register/events.ts';
import { lastDayToReactivate } from '../register/terms.ts';
import { formatDate } from '../time/dates.ts';
import { type Answers, type Application, blankApplication } from './application.ts';
import type { Definition } from './definition.ts';
import type { Facts } from './facts.ts';

/** What somebody is thinking of asking for. */
export interface Considered {
  readonly answers: Answers;
  readonly photoId: string | null;
}

/**
 * “如果办理…”: what would happen to the register, in words, if it were approved today. Computed from the very events that
 * approval would write, so that what is said before cannot differ from what is done after.
 */
export function consequencesOf(
  definition: Definition,
  facts: Facts,
  asked: Considered,
  today: string,
): readonly string[] {
  const events = definition.effect.events(supposed(definition, facts, asked), facts, {
    on: today,
    licenceNo: '',
    entryId: facts.entry?.id ?? 'new',
  });
  return [...events.flatMap((event) => words(event, facts)), ...definition.effect.also(facts)];
}

/** The application as it would stand at its approval; what has not been chosen yet is named so in the words. */
function supposed({ kind, route }: Definition, facts: Facts, { answers, photoId }: Considered): Application {
  const { physician, institution, entry } = facts;
  const begun = blankApplication({
    id: 'supposed',
    kind,
    physicianId: physician.id,
    accountId: '',
    entryId: entry?.id ?? null,
    subject: route.subject(facts),
    provinceCode: institution?.provinceCode ?? entry?.provinceCode ?? facts.qualification?.provinceCode ?? '',
    startedBy: 'applicant',
    createdAt: '',
  });
  return {
    ...begun,
    institutionId: institution?.id ?? 'notChosen',
    authorityId: institution?.authorityId ?? 'notChosen',
    state: 'accepted',
    answers,
    photoId,
  };
}

function words(event: RegisterEvent, facts: Facts): readonly string[] {
  const { entry, institution, institutionNames } = facts;
  const chosen = institution?.name ?? '所选机构';
  const named = (id: string | undefined) => (id === undefined ? '' : (institutionNames[id] ?? chosen));
  switch (event.type) {
    case 'registered':
      return [
        `执业地点登记为${institution?.provinceName ?? '拟执业机构所在省'},主要执业机构为${chosen}。`,
        '取得执业证书编码和电子证照。',
      ];
    case 'mainInstitutionChanged':
      return [
        `主要执业机构变为${chosen},执业证书编码不变。`,
        `${named(entry?.mainInstitutionId) || '原机构'}不再是您的主要执业机构;执业范围不变。`,
      ];
    case 'siteAdded':
      return [`${dayWords(event.from)}至${dayWords(event.until)}可以在${chosen}执业,到期自动终止。`];
    case 'siteEnded': {
      const site = entry?.sites.find(({ id }) => id === event.siteId);
      return [`在${named(site?.institutionId)}的多执业机构备案终止(${siteEndings[event.why]})。`];
    }
    case 'madeInactive':
      return [
        '执业信息变为“注册备案(执业信息无效)”,不得执业,电子证照停用。',
        `最晚${dayWords(lastDayToReactivate(event.on))}可以取消备案;满两年没有继续执业的,依法注销注册。`,
      ];
    case 'reactivated':
      return ['执业信息恢复有效,电子证照恢复;原来的多执业机构备案不恢复,需要时重新办理。'];
    case 'deregistered':
      return ['注册终止,执业证书作废并公告,不能恢复;再次执业须重新申请注册。决定作出之前可以撤回。'];
    case 'photoUpdated':
      return ['新的照片和联系方式在机构审核通过后生效。'];
    case 'licenceClaimed':
      return ['可以随时亮照、下载电子证照。'];
    case 'suspended':
      return [`${dayWords(event.from)}至${dayWords(event.until)}暂停执业,电子证照停用。`];
    case 'suspensionEnded':
      return [event.lifted === true ? '提前恢复执业,执业信息恢复有效。' : '暂停执业期满,执业信息恢复有效。'];
    case 'revoked':
    case 'annulled':
      return ['注册终止,执业证书作废并公告。'];
    case 'corrected':
      return ['登记信息按更正的内容改正。'];
    default:
      return unknownEvent(event);
  }
}

/** A day as typed, or as typed so far. */
function dayWords(day: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? formatDate(Temporal.PlainDate.from(day)) : day;
}

function unknownEvent(event: never): never {
  throw new Error(`unknown register event ${JSON.stringify(event)}`);
}
