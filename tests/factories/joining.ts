import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Joining } from '../../src/actions/joining/joiningState.ts';
import type { Services } from '../../src/actions/services.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import { ask } from '../setup/sealedValues.ts';
import { newPhone, type TestAuthority } from './people.ts';

let serial = 0;

/** A 登记号 that no institution of the factories has. */
export function newNumber(): string {
  serial += 1;
  return `RZN${String(serial).padStart(19, '0')}`;
}

export interface TestRequest {
  readonly id: string;
  readonly receipt: string;
  readonly number: string;
  readonly phone: string;
}

/** A 机构入驻申请 as it lies with an authority, its picture included. */
export async function insertJoiningRequest(
  { database, storage, clock }: Services,
  authority: TestAuthority,
  given: { state?: 'open' | 'supplement'; number?: string; phone?: string; name?: string } = {},
): Promise<TestRequest> {
  const { state = 'open', number = newNumber(), phone = newPhone(), name = '回春堂中医诊所' } = given;
  const key = `licences/${randomUUID()}.jpg`;
  await storage.put(key, await readFile('data/demo/photo.jpg'), 'image/jpeg');
  const receipt = `RZ-2026-${randomUUID().slice(0, 8).toUpperCase()}`;
  const now = clock.now().toString();
  const id = randomUUID();
  await ask(
    database,
    `INSERT INTO joining_request (receipt, name, number, credit_code, region_code, authority_id, head_name, contact_name,
       contact_phone_sealed, scan_keys, notice_version, notice_read_at, state, asked_words, asked_at, created_at, id, contact_phone_index)
     VALUES ($1, $2, $3, '', $4, $5, '钱所长', '孙管理', $6, $7, '1', $9, $8::text,
       CASE WHEN $8 = 'supplement' THEN '请补交清晰的许可证照片' END, CASE WHEN $8 = 'supplement' THEN $9::timestamptz END, $9, $10, $11)`,
    [receipt, name, number, authority.regionCode, authority.id, phone, [key], state, now, id],
    {
      seals: [
        {
          parameter: 6,
          column: 'joining_request.contact_phone',
          row: '$10',
          index: { parameter: 11, purpose: 'phone' },
        },
      ],
    },
  );
  return { id, receipt, number, phone };
}

/** The session of somebody who has come so far with 机构入驻申请. */
export function openJoining(
  services: Services,
  far: 'typed' | 'proven',
  given: Partial<Joining> = {},
): Promise<string> {
  const now = services.clock.now().toString();
  const joining: Joining = {
    name: '回春堂中医诊所',
    number: newNumber(),
    creditCode: '',
    regionCode: '430102',
    headName: '钱所长',
    contactName: '孙管理',
    phone: newPhone(),
    email: '',
    noticeVersion: '1',
    noticeReadAt: now,
    provenAt: far === 'proven' ? now : null,
    ...given,
  };
  return openSession(services, 'visitor', null, { joining });
}

/** The session of somebody who has opened their request by receipt and phone. */
export function openFollowing(services: Services, { id, receipt, phone }: TestRequest): Promise<string> {
  const following = { id, receipt, phone, openedAt: services.clock.now().toString() };
  return openSession(services, 'visitor', null, { following });
}
