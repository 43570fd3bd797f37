import type { Application } from './application.ts';
import type { Definition } from './definition.ts';

/** Of whom a file is, and who reported it where an institution did. */
export interface FileNames {
  readonly applicant: string;
  readonly institution: string;
}

export interface FileWords {
  /** To the physician: 您的执业注册申请(…), or 某诊所报告的您的执业备案(…). */
  readonly own: string;
  /** The same in a letter that answers it: 您提交的执业注册申请(…). */
  readonly answered: string;
  /** To an office: 张三的执业注册申请(…). */
  readonly theirs: string;
}

/** What a file is called. Only what a physician asked for is their 申请; whoever may be dead is not addressed as 您. */
export function fileWords(
  definition: Definition,
  application: Application,
  { applicant, institution }: FileNames,
  number: string,
): FileWords {
  if (application.startedBy === 'applicant') {
    const file = `${definition.title}申请(${number})`;
    return { own: `您的${file}`, answered: `您提交的${file}`, theirs: `${applicant}的${file}` };
  }
  const file = `${definition.title}(${number})`;
  const theirs = `${institution}报告的${applicant}的${file}`;
  const own = isGone(definition, application) ? theirs : `${institution}报告的您的${file}`;
  return { own, answered: own, theirs };
}

/** Whether it was reported that nobody is there any more to be written to. */
export function isGone({ route }: Definition, { startedBy, answers }: Application): boolean {
  return startedBy === 'institution' && route.report?.gone === answers.reason && answers.reason !== undefined;
}
