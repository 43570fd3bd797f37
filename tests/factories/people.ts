import { randomBytes, randomUUID } from 'node:crypto';
import type {
  AuthorityActor,
  AuthorityRole,
  InstitutionActor,
  InstitutionRole,
  PersonActor,
} from '../../src/domain/access/actor.ts';
import { idCheckDigit } from '../../src/domain/fields/idCheckDigit.ts';
import { provinceOf, regionLevel } from '../../src/domain/fields/regionCode.ts';
import type { Database } from '../../src/store/database.ts';
import { ask } from '../setup/sealedValues.ts';

const createdAt = '2026-01-05T09:00:00+08:00';
let serial = 0;

/** Districts and counties of 长沙, as they stand in identity cards. */
const birthplaces = ['430102', '430103', '430104', '430105', '430111', '430112', '430121', '430181', '430182'];
let cards = 0;

/** A resident identity card that passes its own check; a new one at each call, 8100 for one birth date. */
export function newIdNumber(birthDate = '1975-03-08'): string {
  const birthplace = birthplaces[Math.floor(cards / 900) % birthplaces.length] ?? '';
  const first = `${birthplace}${birthDate.replaceAll('-', '')}${String(100 + (cards % 900)).padStart(3, '0')}`;
  cards += 1;
  return `${first}${idCheckDigit(first)}`;
}

/** A mobile number; a new one at each call. */
export function newPhone(): string {
  serial += 1;
  return `139${String(10_000_000 + serial)}`;
}

export interface TestAuthority {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly regionCode: string;
  readonly consents: boolean;
}

/** Province, prefecture and county of one place; only the province consents and consolidates, only the lower two register. */
export interface AuthorityTree {
  readonly province: TestAuthority;
  readonly city: TestAuthority;
  readonly county: TestAuthority;
}

export async function insertAuthority(
  db: Database,
  regionCode: string,
  name: string,
  parent: TestAuthority | null,
): Promise<TestAuthority> {
  const level = regionLevel(regionCode);
  const code = `A${regionCode}`;
  const path = parent === null ? code : `${parent.path}/${code}`;
  const isProvince = level === 'province';
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO authority (code, name, region_code, level, parent_id, path, registers, consents, consolidates)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING id`,
    [code, name, regionCode, level, parent?.id ?? null, path, !isProvince, isProvince],
  );
  return { id: idOf(rows), name, path, regionCode, consents: isProvince };
}

/** 湖南省 430000 → 长沙市 430100 → 芙蓉区 430102. */
export async function insertHunan(db: Database): Promise<AuthorityTree> {
  const province = await insertAuthority(db, '430000', '湖南省中医药管理局', null);
  const city = await insertAuthority(db, '430100', '长沙市卫生健康委员会', province);
  const county = await insertAuthority(db, '430102', '长沙市芙蓉区卫生健康局', city);
  return { province, city, county };
}

/** 浙江省 330000 → 杭州市 330100 → 上城区 330102: another province, for practice across the border. */
export async function insertZhejiang(db: Database): Promise<AuthorityTree> {
  const province = await insertAuthority(db, '330000', '浙江省中医药管理局', null);
  const city = await insertAuthority(db, '330100', '杭州市卫生健康委员会', province);
  const county = await insertAuthority(db, '330102', '杭州市上城区卫生健康局', city);
  return { province, city, county };
}

export interface TestInstitution {
  readonly id: string;
  readonly name: string;
  readonly number: string;
}

/** An active institution licensed by `authority`, in its region unless another one is given. */
export async function insertInstitution(
  db: Database,
  authority: TestAuthority,
  given: { name?: string; regionCode?: string; active?: boolean; licenceValidUntil?: string | null } = {},
): Promise<TestInstitution> {
  serial += 1;
  const name = given.name ?? `康宁中医诊所${serial}`;
  const number = `PDY${String(serial).padStart(19, '0')}`;
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO institution (number, name, region_code, type, authority_id, active, licence_valid_until)
     VALUES ($1, $2, $3, '中医诊所', $4, $5, $6) RETURNING id`,
    [
      number,
      name,
      given.regionCode ?? authority.regionCode,
      authority.id,
      given.active ?? true,
      given.licenceValidUntil ?? null,
    ],
  );
  return { id: idOf(rows), name, number };
}

export interface TestPhysician {
  readonly id: string;
  readonly qualificationId: string;
  readonly name: string;
  readonly idNumber: string;
  readonly certificateNo: string;
}

/** A physician with one valid qualification of a province. */
export async function insertPhysician(
  db: Database,
  given: { name?: string; provinceCode?: string; issuedOn?: string; valid?: boolean; idNumber?: string } = {},
): Promise<TestPhysician> {
  serial += 1;
  const { name = '张景和', provinceCode = '430000', issuedOn = '2025-09-01', valid = true } = given;
  const idNumber = given.idNumber ?? newIdNumber();
  const certificateNo = `${provinceCode.slice(0, 2)}2025${String(serial).padStart(9, '0')}`;
  const [id, qualificationId] = [randomUUID(), randomUUID()];
  await ask(
    db,
    `INSERT INTO physician (id, name, sex, birth_date, id_type, id_number_sealed, id_number_index)
     VALUES ($1, $2, 'male', '1975-03-08', 'residentIdCard', $3, $4)`,
    [id, name, idNumber],
    {
      seals: [{ parameter: 3, column: 'physician.id_number', row: '$1', index: { parameter: 4, purpose: 'idNumber' } }],
    },
  );
  await ask(
    db,
    `INSERT INTO qualification (id, physician_id, certificate_no_sealed, certificate_no_index, issued_on, province_code, techniques, conditions,
       issuer, valid)
     VALUES ($1, $2, $3, $7, $4, $5, '针刺、艾灸、拔罐', '颈肩腰腿痛(颈椎病、腰椎间盘突出症)', '省级中医药主管部门', $6)`,
    [qualificationId, id, certificateNo, issuedOn, provinceCode, valid],
    {
      seals: [
        {
          ...{ parameter: 3, column: 'qualification.certificate_no', row: '$1' },
          index: { parameter: 7, purpose: 'certificateNo' },
        },
      ],
    },
  );
  return { id, qualificationId, name, idNumber, certificateNo };
}

/** Somebody who has been found in the roster. */
export type TestPerson = PersonActor & { physicianId: string };

/** The hash of something nobody knows. */
const noPassword = '$argon2id$v=19$m=19456,t=2,p=1$1wQEk/9xRvVGwLOj8pz+4A$cW9wyGAMcRwXJ1XTpM2URdlrKdXwCe2SlujOctmALxY';

/** The account of a physician: phone verified and activated, ready for 业务申请. Sign in with `passwordHash` if you give one. */
export async function insertPersonAccount(
  db: Database,
  physician: TestPhysician,
  given: { loginName?: string; passwordHash?: string; phone?: string; email?: string | null; activated?: boolean } = {},
): Promise<TestPerson> {
  const activatedAt = (given.activated ?? true) ? createdAt : null;
  const accountId = randomUUID();
  await ask(
    db,
    `INSERT INTO account ("end", login_name, password_hash, name, id_type, id_number_sealed, phone_sealed, email_sealed, phone_verified_at,
       notice_version, notice_read_at, matched_at, physician_id, qualification_id, activated_at, role, created_at, id, id_number_index, phone_index)
     VALUES ('person', $1, $2, $3, 'residentIdCard', $4, $5, $6, $7, '1', $7, $7, $8, $9, $10, 'physician', $7, $11, $12, $13)`,
    [
      given.loginName ?? newLoginName(),
      given.passwordHash ?? noPassword,
      physician.name,
      physician.idNumber,
      given.phone ?? newPhone(),
      given.email ?? null,
      createdAt,
      physician.id,
      physician.qualificationId,
      activatedAt,
      accountId,
    ],
    {
      seals: [
        { parameter: 4, column: 'account.id_number', row: '$11', index: { parameter: 12, purpose: 'idNumber' } },
        { parameter: 5, column: 'account.phone', row: '$11', index: { parameter: 13, purpose: 'phone' } },
        { parameter: 6, column: 'account.email', row: '$11' },
      ],
    },
  );
  return { end: 'person', accountId, name: physician.name, physicianId: physician.id };
}

/** Nobody's 年度人员确认 is due, however far a test moves the clock, unless it says so. */
const confirmedAt = '2100-01-01T09:00:00+08:00';

interface StaffGiven {
  readonly confirmedAt?: string;
  readonly name?: string;
  readonly loginName?: string;
  readonly passwordHash?: string;
  readonly idNumber?: string | null;
}

export async function insertInstitutionStaff(
  db: Database,
  institution: TestInstitution,
  role: InstitutionRole = 'clerk',
  given: StaffGiven = {},
): Promise<InstitutionActor> {
  const staff = await insertStaff(db, 'institution', role, institution.id, given);
  return {
    end: 'institution',
    ...staff,
    role,
    institutionId: institution.id,
    organisation: institution.name,
  };
}

export async function insertAuthorityStaff(
  db: Database,
  authority: TestAuthority,
  role: AuthorityRole = 'officer',
  given: StaffGiven = {},
): Promise<AuthorityActor> {
  const staff = await insertStaff(db, 'authority', role, authority.id, given);
  return {
    end: 'authority',
    ...staff,
    role,
    authorityId: authority.id,
    organisation: authority.name,
    path: authority.path,
    regionCode: authority.regionCode,
    provinceCode: provinceOf(authority.regionCode),
    consents: authority.consents,
  };
}

async function insertStaff(
  db: Database,
  end: 'institution' | 'authority',
  role: string,
  organisationId: string,
  given: StaffGiven,
): Promise<{ accountId: string; name: string; idNumber: string | null; otherAccounts: readonly string[] }> {
  const name = given.name ?? '李经办';
  const idNumber = given.idNumber === undefined ? newIdNumber('1980-05-20') : given.idNumber;
  const accountId = randomUUID();
  await ask(
    db,
    `INSERT INTO account ("end", login_name, password_hash, name, id_type, id_number_sealed, role, institution_id, authority_id, created_at,
       confirmed_at, id, id_number_index)
     VALUES ($1, $2, $3, $4, CASE WHEN $5::text IS NOT NULL THEN 'residentIdCard' END, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      end,
      given.loginName ?? newLoginName(),
      given.passwordHash ?? 'no password',
      name,
      idNumber,
      role,
      end === 'institution' ? organisationId : null,
      end === 'authority' ? organisationId : null,
      createdAt,
      given.confirmedAt ?? confirmedAt,
      accountId,
    ],
    {
      seals: [{ parameter: 5, column: 'account.id_number', row: '$11', index: { parameter: 12, purpose: 'idNumber' } }],
    },
  );
  return { accountId, name, idNumber, otherAccounts: [] };
}

function newLoginName(): string {
  return `u${randomBytes(6).toString('hex')}`;
}

function idOf(rows: readonly { id: string }[]): string {
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the insert returned no row');
  return id;
}
