import { authorityRoles, institutionRoles } from '../../domain/access/actor.ts';
import type { DemoAccountRow } from '../../store/demo.ts';
import type { DemoFiles } from './readDemoFiles.ts';
import { staffName } from './staffName.ts';

/** An account to make, and the words by which it is told to whoever tries the system. */
export interface PlannedAccount extends Omit<DemoAccountRow, 'passwordHash'> {
  readonly roleName: string;
  readonly organisation: string;
}

/** Logins by the name in the roster; the first two have not applied for anything yet. */
const persons = {
  lishizhong: '李时中',
  sunmuzhen: '孙慕真',
  zhangjinghe: '张景和',
  hebanxia: '何半夏',
  zhoucaiwei: '周采薇',
  zhaxiduoji: '扎西·多吉',
  ouyangyan: '欧阳䶮',
  duanhexu: '段和煦',
  puzhengyang: '普正阳',
  xieyunling: '谢云苓',
  longji: '龙吉',
} as const;
export type DemoPersonLogin = keyof typeof persons;

/** Two 审批人 everywhere, so that a file of somebody's own clinic can be decided by another than accepted it. */
const authorityLogins = {
  officer: 'officer',
  decider: 'decider',
  decider2: 'decider',
  admin: 'administrator',
  auditor: 'auditor',
} as const;

export function planPersons({ roster }: DemoFiles): PlannedAccount[] {
  return Object.entries(persons).map(([login, name], index) => {
    const row = roster.find((each) => each.name === name);
    if (row === undefined) throw new Error(`${name} is not in the roster of the demonstration`);
    const phone = `199000001${String(index + 1).padStart(2, '0')}`;
    const place = { organisation: row.issuer, organisationCode: null, certificateNo: row.certificateNo };
    return { end: 'person', login, name, role: 'physician', roleName: '中医(专长)医师', phone, ...place };
  });
}

export function planInstitutions({ institutions, roster }: DemoFiles): PlannedAccount[] {
  return institutions.flatMap(({ name: organisation, number, headName }, index) => {
    const plan = (login: string, role: keyof typeof institutionRoles, name: string, certificateNo: string | null) => {
      const words = { login: `${login}-${number.slice(-3)}`, role, roleName: institutionRoles[role], name };
      const place = { organisation, organisationCode: number, certificateNo, phone: null };
      return { end: 'institution', ...words, ...place } as const;
    };
    // 本人机构: the physician who heads the clinic is all of its staff.
    const head = roster.find(({ name }) => name === headName);
    if (head !== undefined) return [plan('admin', 'administrator', head.name, head.certificateNo)];
    const [clerk, administrator] = [staffName(index, 0), staffName(index, 1)];
    return [plan('clerk', 'clerk', clerk, null), plan('admin', 'administrator', administrator, null)];
  });
}

export function planAuthorities({ authorities, institutions }: DemoFiles): PlannedAccount[] {
  return authorities.flatMap(({ name: organisation, code }, index) =>
    Object.entries(authorityLogins).map(([prefix, role], place) => {
      const words = { login: `${prefix}-${code.slice(1)}`, role, roleName: authorityRoles[role] };
      const name = staffName(institutions.length + index, place);
      const office = { organisation, organisationCode: code, certificateNo: null, phone: null };
      return { end: 'authority', ...words, name, ...office };
    }),
  );
}
