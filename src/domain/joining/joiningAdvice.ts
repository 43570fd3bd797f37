import { parseInstitutionNumber } from '../fields/institutionNumber.ts';
import { regionContains } from '../fields/regionCode.ts';
import { parseUnifiedSocialCreditCode } from '../fields/unifiedSocialCreditCode.ts';
import { fieldWarningTexts } from '../vocabulary/fieldTexts.ts';

export interface JoiningFacts {
  readonly name: string;
  readonly number: string;
  readonly creditCode: string;
  readonly regionCode: string;
  readonly authorityRegionCode: string;
  /** The institution of the list with this number. */
  readonly listed: { readonly name: string; readonly creditCode: string } | null;
  /** Numbers under which the list has other institutions of this name. */
  readonly namesakes: readonly string[];
}

/** One thing that has been checked; it advises, and a person decides. */
export interface JoiningAdvice {
  readonly about: string;
  readonly good: boolean;
  readonly words: string;
}

/** What an officer would look up by hand before deciding about a 机构入驻申请. */
export function adviceOn(facts: JoiningFacts): readonly JoiningAdvice[] {
  return [
    numberAdvice(facts),
    creditCodeAdvice(facts),
    listAdvice(facts),
    ...namesakeAdvice(facts),
    regionAdvice(facts),
  ];
}

function numberAdvice({ number }: JoiningFacts): JoiningAdvice {
  const read = parseInstitutionNumber(number);
  const warning = read.ok ? read.value.warning : 'institutionNumber.unusual';
  const good = warning === null;
  return { about: '登记号格式', good, words: good ? '22位,符合格式' : fieldWarningTexts[warning] };
}

function creditCodeAdvice({ creditCode }: JoiningFacts): JoiningAdvice {
  const about = '统一社会信用代码';
  if (creditCode === '') return { about, good: true, words: '未填写(选填)' };
  const read = parseUnifiedSocialCreditCode(creditCode);
  const warning = read.ok ? read.value.warning : 'creditCode.checkDigit';
  return { about, good: warning === null, words: warning === null ? '校验位相符' : fieldWarningTexts[warning] };
}

function listAdvice({ name, creditCode, listed }: JoiningFacts): JoiningAdvice {
  const about = '登记号与机构名单';
  if (listed === null) return { about, good: true, words: '名单里没有这个登记号,同意后新建机构' };
  if (listed.name !== name)
    return { about, good: false, words: `名单里这个登记号的机构是“${listed.name}”,与申请的名称不同,请核对` };
  if (listed.creditCode !== '' && creditCode !== '' && listed.creditCode !== creditCode)
    return { about, good: false, words: '与名单里的名称相同,统一社会信用代码不同,请核对' };
  return { about, good: true, words: '与名单里的名称相同,同意后使用名单里的机构' };
}

function namesakeAdvice({ namesakes }: JoiningFacts): readonly JoiningAdvice[] {
  if (namesakes.length === 0) return [];
  return [
    { about: '同名机构', good: false, words: `名单里有同名机构,登记号是${namesakes.join('、')},请核对是否同一家` },
  ];
}

function regionAdvice({ regionCode, authorityRegionCode }: JoiningFacts): JoiningAdvice {
  const good = regionContains(authorityRegionCode, regionCode);
  return { about: '行政区划', good, words: good ? '在本机关的区域内' : '不在本机关的区域内,请核对' };
}
