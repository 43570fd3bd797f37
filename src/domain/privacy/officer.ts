import { authorityRoles, institutionRoles } from '../access/actor.ts';

/** Surnames of two characters that are still in use; every other surname is the first character. */
const twoCharacters = new Set([
  ...['欧阳', '太史', '端木', '上官', '司马', '东方', '独孤', '南宫', '万俟', '闻人', '夏侯', '诸葛', '尉迟', '公羊'],
  ...['赫连', '澹台', '皇甫', '宗政', '濮阳', '公冶', '太叔', '申屠', '公孙', '慕容', '仲孙', '钟离', '长孙', '宇文'],
  ...['司徒', '鲜于', '司空', '闾丘', '子车', '亓官', '司寇', '巫马', '公西', '颛孙', '壤驷', '公良', '漆雕', '乐正'],
  ...['宰父', '谷梁', '拓跋', '夹谷', '轩辕', '令狐', '段干', '百里', '呼延', '东郭', '南门', '羊舌', '微生', '梁丘'],
  ...['左丘', '东门', '西门', '第五'],
]);

/** Who works for whom, as the record has them. */
export interface Officer {
  readonly name: string;
  /** Empty when the record does not tell. */
  readonly role: string;
  readonly end: 'institution' | 'authority';
}

/**
 * 李经办人: surname and office. The person learns who has looked, well enough to ask that office; the whole name of an
 * officer is no business of theirs (个人信息保护法6).
 */
export function officerWords({ name, role, end }: Officer): string {
  const roles: Readonly<Record<string, string>> = end === 'institution' ? institutionRoles : authorityRoles;
  const office = Object.hasOwn(roles, role) ? roles[role] : undefined;
  return `${surnameOf(name)}${office ?? '工作人员'}`;
}

function surnameOf(name: string): string {
  // A name with a dot in it (买买提·艾力) has no surname: its first part would be the given name, in full.
  if (name.includes('·')) return `${[...name][0] ?? ''}某`;
  const two = [...name].slice(0, 2).join('');
  return twoCharacters.has(two) && [...name].length > 2 ? two : ([...name][0] ?? '');
}
