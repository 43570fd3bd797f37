import { formatDate } from '../time/dates.ts';
import { remedies } from '../vocabulary/articles.ts';
import type { Application } from './application.ts';
import type { Definition } from './definition.ts';
import type { ApplicationEvent } from './events.ts';
import { fileWords } from './fileWords.ts';
import { afterDecline } from './journey.ts';
import { refusalBasis } from './refusalBasis.ts';

/** Who is told: the applicant (in-app, SMS, mail), or everybody at a desk (in-app). */
export interface NoticeText {
  readonly to: 'applicant' | 'institution' | 'authority' | 'consent';
  readonly title: string;
  readonly body: string;
}

export interface NoticeNames {
  readonly applicant: string;
  readonly institution: string;
  readonly authority: string;
}

/**
 * What everyone concerned is told of one event. Never an ID number, never a certificate number that contains it: these
 * words go out by SMS. `application` is the file after the event.
 */
export function noticesOf(
  definition: Definition,
  application: Application,
  event: ApplicationEvent,
  names: NoticeNames,
): readonly NoticeText[] {
  const { own: mine, theirs } = fileWords(definition, application, names, application.number ?? '草稿');
  switch (event.type) {
    case 'submitted':
      return [
        applicant('已提交', `${mine}已提交,由${names.institution}审核。不必打电话,有进展会通知您。`),
        desk('institution', '新的待审核申请', `${theirs}等待贵机构审核。`),
      ];
    case 'institutionPassed':
      if (application.authorityId === null)
        return [applicant(definition.papers.approved, `${mine}已由${names.institution}审核通过,现在生效。`)];
      return [
        applicant('机构审核通过', `${mine}已由${names.institution}审核通过,转${names.authority}办理。`),
        application.consentAuthorityId === null
          ? desk('authority', '新的待受理申请', `${theirs}机构审核已通过,等待受理。`)
          : desk('consent', '新的跨省执业申请', `${theirs}申请跨省执业,等待贵局同意。`),
      ];
    case 'institutionReturned':
      return [applicant('机构退回修改', `${mine}被${names.institution}退回,请修改后重新提交。原因:${event.reasons}`)];
    case 'institutionDeclined':
      return [
        applicant('机构不同意', `${names.institution}不同意${mine}。理由:${event.reasons} ${afterDecline(definition)}`),
      ];
    case 'consentGiven':
      return [
        applicant('跨省执业已同意', `${mine}已取得跨省执业同意,转${names.authority}受理。`),
        desk('authority', '新的待受理申请', `${theirs}已取得跨省执业同意,等待受理。`),
      ];
    case 'consentRefused':
      return [
        applicant('不同意跨省执业', `${mine}未取得跨省执业同意。理由:${event.reasons} ${remedies}`),
        desk('institution', '跨省执业未获同意', `${theirs}未取得跨省执业同意。`),
      ];
    case 'accepted': {
      const due = `${day(event.dueOn)}前作出决定${event.provisional ? '(该日期为暂定,下一年度节假日安排公布后重新计算)' : ''}`;
      return [
        applicant('已受理', `${mine}已由${names.authority}受理,将在${due}。`),
        desk('institution', '已受理', `${theirs}已由${names.authority}受理。`),
      ];
    }
    case 'notAccepted':
      return [
        applicant('不予受理', `${names.authority}对${mine}不予受理。理由:${event.reasons} ${remedies}`),
        desk('institution', '不予受理', `${names.authority}对${theirs}不予受理。理由:${event.reasons}`),
      ];
    case 'supplementAsked':
      return [applicant('请补正材料', `${mine}需要补正,请在${day(event.answerBy)}前提交。需要补正:${event.items}`)];
    case 'supplementAnswered':
      return [
        applicant('补正已提交', `${mine}的补正已提交给${names.authority}。`),
        desk('authority', '补正已提交', `${theirs}已补正。`),
      ];
    case 'approved': {
      const alsoTold = definition.effect.told?.(application, event.on, event.barFrom ?? '') ?? '';
      // Not every approval leaves a licence to look at: some end it.
      const licence =
        event.licenceNo === '' ? '请登录查看结果。' : `执业证书编码:${event.licenceNo}。请登录查看电子证照。`;
      return [
        applicant(definition.papers.approved, `${mine}:${definition.papers.approved}。${alsoTold}${licence}`),
        desk('institution', definition.papers.approved, `${theirs}:${definition.papers.approved}。${alsoTold}`),
      ];
    }
    case 'refused': {
      const ground = `依据:${refusalBasis(definition, event.ground)}。理由:${event.reasons}`;
      return [
        applicant(definition.papers.refused, `${mine}:${definition.papers.refused}。${ground} ${remedies}`),
        // 医师法16: the institution is told in writing as well.
        desk('institution', definition.papers.refused, `${theirs}:${definition.papers.refused}。${ground}`),
      ];
    }
    case 'withdrawn':
      return withdrawn(application, mine, theirs);
    case 'nudged':
      return [desk('institution', '催办提醒', `${theirs}已超过审核期限,申请人催办。`)];
    case 'claimed':
      return [applicant(definition.papers.approved, '您的电子证照已经可以使用。')];
    case 'reported':
      return [
        applicant('机构已报告', `${mine},由${names.authority}办理。如有异议,请尽快联系该机关。`),
        desk('authority', '机构报告', `${theirs},等待受理。`),
      ];
    case 'escalated':
      return [
        desk('institution', '审核已超期', `${theirs}已超过审核期限,请机构管理员督促办理。`),
        desk('authority', '机构审核超期', `${theirs}在${names.institution}已超过审核期限。`),
      ];
    case 'steppedIn': {
      const far = application.consentAuthorityId !== null;
      return [
        applicant(
          '主管部门直接办理',
          `${mine}机构逾期未审核,由${names.authority}直接办理${far ? `:先办理跨省执业同意,同意后由${names.authority}受理` : ''}。理由:${event.reasons}`,
        ),
        desk('institution', '主管部门直接办理', `${theirs}由${names.authority}直接办理。理由:${event.reasons}`),
        ...(far
          ? [
              desk(
                'consent',
                '新的跨省执业申请',
                `${theirs}申请跨省执业,机构逾期未审核,${names.authority}直接办理,等待贵局同意。`,
              ),
            ]
          : []),
      ];
    }
    case 'deemedAccepted':
      return [
        applicant('视为受理', `${mine}自${day(event.acceptedOn)}起视为已受理,应在${day(event.dueOn)}前作出决定。`),
        desk('institution', '视为受理', `${theirs}自${day(event.acceptedOn)}起视为已受理。`),
        desk('authority', '视为受理', `${theirs}逾期未告知补正,自${day(event.acceptedOn)}起视为受理。`),
      ];
    case 'verified':
      return [desk('authority', '已核对', `${theirs}已由一名人员核对,请另一名审批人决定。`)];
    case 'lapsed':
      return [
        applicant('视为撤回', `${mine}逾期未补正,视为撤回。您可以重新申请,原来填写的内容会带过去。`),
        desk('institution', '视为撤回', `${theirs}逾期未补正,视为撤回。`),
        desk('authority', '视为撤回', `${theirs}逾期未补正,视为撤回。`),
      ];
    default:
      return unknownEvent(event);
  }
}

function withdrawn(application: Application, mine: string, theirs: string): readonly NoticeText[] {
  // A draft that nobody has seen is dropped without telling anybody.
  if (application.submittedOn === null) return [];
  const { passedOn, receivedOn, escalatedOn, consentAuthorityId } = application;
  const waitsForConsent = consentAuthorityId !== null && passedOn !== null && receivedOn === null;
  const seen = receivedOn !== null || escalatedOn !== null;
  const desks = [
    'institution',
    ...(waitsForConsent ? (['consent'] as const) : []),
    ...(seen ? (['authority'] as const) : []),
  ] as const;
  return [
    applicant('已撤回', `${mine}已撤回。`),
    ...desks.map((to) => desk(to, '申请已撤回', `${theirs}已由申请人撤回。`)),
  ];
}

/** 2026年10月19日 */
function day(iso: string): string {
  return formatDate(Temporal.PlainDate.from(iso));
}

function applicant(title: string, body: string): NoticeText {
  return { to: 'applicant', title, body };
}

function desk(to: NoticeText['to'], title: string, body: string): NoticeText {
  return { to, title, body };
}

function unknownEvent(event: never): never {
  throw new Error(`unknown application event ${JSON.stringify(event)}`);
}
