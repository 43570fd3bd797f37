import type { RegisterEvent } from '../register/events.ts';
import { formatDate } from '../time/dates.ts';
import { type Article, articles, cite, remedies } from '../vocabulary/articles.ts';
import type { Application } from './application.ts';
import type { Definition } from './definition.ts';
import type { ApplicationEvent } from './events.ts';
import { fileWords, isGone } from './fileWords.ts';
import { refusalArticles, refusalBasis } from './refusalBasis.ts';

/** The letters an authority writes, with the word its number begins with. */
export const letterKinds = {
  acceptance: { title: '受理通知书', mark: '受理' },
  supplement: { title: '补正通知书', mark: '补正' },
  notAccepted: { title: '不予受理决定书', mark: '不受' },
  approval: { title: '决定书', mark: '准予' },
  refusal: { title: '决定书', mark: '不予' },
  consentRefusal: { title: '不同意跨省执业决定书', mark: '不同意' },
  publication: { title: '注销注册公告', mark: '公告' },
} as const;
export type LetterKind = keyof typeof letterKinds;

/** A letter, ready to print. Texts name the person, never a number that identifies them. */
export interface LetterText {
  readonly kind: LetterKind;
  readonly title: string;
  readonly addressee: string;
  readonly paragraphs: readonly string[];
  /** Articles it rests on, each with its sentence. */
  readonly basis: readonly string[];
  /** What can be done against it; empty where nothing is refused. */
  readonly remedies: string;
  readonly issuer: string;
  /** 2026年10月19日 */
  readonly issuedOn: string;
  /** Who else receives it; empty for nobody. */
  readonly copyTo: string;
}

export interface LetterNames {
  readonly applicant: string;
  readonly institution: string;
  readonly authority: string;
  /** The authority asked for its consent across provinces. */
  readonly consent: string;
}

/** The letters one event brings (行政许可法32, 38, 40; 医师法16, 21). `application` is the file after the event. */
export function lettersOf(
  definition: Definition,
  application: Application,
  event: ApplicationEvent,
  effects: readonly RegisterEvent[],
  names: LetterNames,
): readonly LetterText[] {
  // Without an authority in the file nobody writes letters.
  if (application.authorityId === null) return [];
  const { answered: file } = fileWords(definition, application, names, `编号${application.number ?? ''}`);
  // Whoever may be dead gets no letter; the institution that reported it does.
  const gone = isGone(definition, application);
  const alsoTo = gone ? '' : names.institution;
  const write = (kind: LetterKind, parts: Partial<LetterText> & Pick<LetterText, 'paragraphs'>): LetterText => ({
    kind,
    title: letterKinds[kind].title,
    addressee: gone ? names.institution : names.applicant,
    basis: definition.authority.map(quote),
    remedies: '',
    issuer: names.authority,
    issuedOn: day(event.on),
    copyTo: application.startedBy === 'institution' ? alsoTo : '',
    ...parts,
  });
  switch (event.type) {
    case 'accepted':
    case 'deemedAccepted': {
      const from = event.type === 'accepted' ? event.on : event.acceptedOn;
      const how =
        event.type === 'accepted' ? '经审查,材料齐全,符合法定形式' : '本机关未在五个工作日内告知需要补正的内容';
      return [
        write('acceptance', {
          paragraphs: [
            `${file},${how},自${day(from)}起受理。`,
            `本机关将自受理之日起${definition.route.workingDays}个工作日内,于${day(event.dueOn)}前作出决定${event.provisional ? '(该日期为暂定,下一年度节假日安排公布后重新计算)' : ''}。`,
          ],
          basis: [articles.supplementOnce, articles.workingDays].map(quote),
        }),
      ];
    }
    case 'supplementAsked':
      return [
        write('supplement', {
          paragraphs: [
            `${file},需要补正下列全部内容:`,
            event.items,
            `请在${day(event.answerBy)}前在系统中提交补正。补正期间不计入审批期限。`,
          ],
          basis: [quote(articles.supplementOnce)],
        }),
      ];
    case 'notAccepted':
      return [
        write('notAccepted', {
          paragraphs: [`${file},本机关决定不予受理。`, `理由:${event.reasons}`],
          basis: [quote(articles.supplementOnce)],
          remedies,
        }),
      ];
    case 'approved': {
      const alsoTold = definition.effect.told?.(application, event.on, event.barFrom ?? '') ?? '';
      return [
        write('approval', {
          title: `${definition.papers.approved}${letterKinds.approval.title}`,
          paragraphs: [
            `${file},经审查符合法定条件,本机关决定${definition.papers.approved}。`,
            ...(event.licenceNo === '' ? [] : [`执业证书编码:${event.licenceNo}`]),
            ...(alsoTold === '' ? [] : [alsoTold]),
          ],
          copyTo: alsoTo,
        }),
        ...publications(effects, names, write),
      ];
    }
    case 'refused':
      return [
        write('refusal', {
          title: `${definition.papers.refused}${letterKinds.refusal.title}`,
          paragraphs: [
            `${file},经审查,本机关决定${definition.papers.refused}。`,
            `依据:${refusalBasis(definition, event.ground)}`,
            `理由:${event.reasons}`,
          ],
          basis: refusalArticles(definition, event.ground).map(quote),
          remedies,
          // 医师法16: the institution is told in writing as well.
          copyTo: alsoTo,
        }),
      ];
    case 'consentRefused':
      return [
        write('consentRefusal', {
          paragraphs: [`${file},本机关决定不同意跨省执业,这件申请到此结束。`, `理由:${event.reasons}`],
          basis: [articles.crossProvince, articles.refusalInWriting].map(quote),
          remedies,
          issuer: names.consent,
          copyTo: alsoTo,
        }),
      ];
    case 'submitted':
    case 'institutionPassed':
    case 'institutionReturned':
    case 'institutionDeclined':
    case 'consentGiven':
    case 'supplementAnswered':
    case 'verified':
    case 'withdrawn':
    case 'nudged':
    case 'claimed':
    case 'reported':
    case 'escalated':
    case 'steppedIn':
    case 'lapsed':
      return [];
    default:
      return unknownEvent(event);
  }
}

type Write = (kind: LetterKind, parts: Partial<LetterText> & Pick<LetterText, 'paragraphs'>) => LetterText;

/** 医师法21: who is deregistered is published. */
function publications(effects: readonly RegisterEvent[], names: LetterNames, write: Write): readonly LetterText[] {
  return effects
    .filter((effect) => effect.type === 'deregistered')
    .map((effect) =>
      write('publication', {
        addressee: '公告',
        copyTo: '',
        paragraphs: [
          `${names.applicant}(主要执业机构:${names.institution})的中医(专长)医师执业注册自${day(effect.on)}起注销,执业证书作废。`,
        ],
        basis: [articles.deregistration, articles.publication].map(quote),
      }),
    );
}

function quote(article: Article): string {
  return `${cite(article)}:${article.text}`;
}

function day(iso: string): string {
  return formatDate(Temporal.PlainDate.from(iso));
}

function unknownEvent(event: never): never {
  throw new Error(`unknown application event ${JSON.stringify(event)}`);
}
