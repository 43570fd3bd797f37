import { maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import type { LicenceContent, LicenceRecord } from '../../domain/register/licenceContent.ts';
import { physicianCategory, physicianLevel } from '../../domain/register/publicView.ts';
import { formatDate } from '../../domain/time/dates.ts';
import type { PaperChange, PaperRow, PaperSite } from '../../store/licencePapers.ts';

/** What a licence says on paper, from the register. */
export function paperContent(row: PaperRow, verifyUrl: (code: string) => string): LicenceContent {
  return {
    name: row.name,
    sex: row.sex === 'male' ? '男' : '女',
    birthDate: day(row.birthDate),
    licenceNo: row.licenceNo,
    // It contains the ID number: a paper that is shown around carries it masked.
    qualificationNo: maskQualificationNumber(row.certificateNo),
    level: physicianLevel,
    category: physicianCategory,
    practicePlace: row.provinceName,
    institution: row.institution,
    techniques: row.techniques,
    conditions: row.conditions,
    issuingAuthority: row.authority,
    issuedOn: day(row.registeredOn),
    verificationCode: row.verificationCode,
    verifyUrl: verifyUrl(row.verificationCode),
    changes: changeRecords(row.changes),
    sites: row.sites.map(siteRecord),
  };
}

/** Each with the authority that kept the entry then: only some events name it. */
export function changeRecords(changes: readonly PaperChange[]): LicenceRecord[] {
  let authority = '';
  return changes.map(({ type, on, institution, authority: named }) => {
    authority = named ?? authority;
    return { on: day(on), what: changeWords(type, institution ?? ''), by: authority };
  });
}

function changeWords(type: PaperChange['type'], institution: string): string {
  switch (type) {
    case 'registered':
      return `准予注册，主要执业机构：${institution}`;
    case 'mainInstitutionChanged':
      return `主要执业机构变更为：${institution}`;
    case 'corrected':
      return '更正执业范围的登记，内容见正面';
    case 'madeInactive':
      return '注册备案，执业信息无效';
    case 'reactivated':
      return '取消备案，执业信息恢复有效';
  }
}

export function siteRecord({ institution, authority, from, until, endedOn }: PaperSite): LicenceRecord {
  const ended = endedOn === null ? '' : `，自${day(endedOn)}起终止`;
  return { on: day(from), what: `${institution}，至${day(until)}${ended}`, by: authority };
}

function day(iso: string): string {
  return formatDate(Temporal.PlainDate.from(iso));
}
