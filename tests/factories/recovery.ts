import type { Desk, Page, Visitor } from '../desk/desk.ts';
import type { TestPhysician } from './people.ts';

/** The newest message to a number or mailbox. */
export function newestMessage(desk: Pick<Desk, 'value'>, recipient: string): Promise<string> {
  return desk.value<string>(
    'SELECT text AS value FROM message WHERE recipient = $1 ORDER BY created_at DESC, ctid DESC LIMIT 1',
    recipient,
  );
}

export function codeSentTo(desk: Pick<Desk, 'value'>, phone: string): Promise<string> {
  return desk.value<string>(
    'SELECT code AS value FROM message WHERE recipient = $1 AND length(code) = 6 ORDER BY created_at DESC, ctid DESC LIMIT 1',
    phone,
  );
}

/** The path of the newest link of a kind sent to somebody, before it goes out and its token is forgotten. */
export async function linkIn(desk: Pick<Desk, 'value'>, recipient: string, kind: string): Promise<string> {
  const token = await desk.value<string>(
    'SELECT code AS value FROM message WHERE recipient = $1 AND strpos(text, $2) > 0 ORDER BY created_at DESC, ctid DESC LIMIT 1',
    recipient,
    `${kind}/{secret}`,
  );
  return `${kind}/${token}`;
}

type End = 'institution' | 'authority';

/** Whom the first page of a counter asks for. */
export function wantedOf({ name, idNumber }: Pick<TestPhysician, 'name' | 'idNumber'>, phone: string) {
  return { name, idType: 'residentIdCard', idNumber, phone };
}

/** The two pages of a counter; answers the last. */
export async function begin(
  desk: Desk,
  at: Visitor,
  end: End,
  physician: Pick<TestPhysician, 'name' | 'idNumber'>,
  phone: string,
): Promise<Page> {
  const found = await at.post(`/${end}/recoveries`, wantedOf(physician, phone));
  if (found.status !== 303) return found;
  const code = await codeSentTo(desk, phone);
  return at.post(`/${end}/recoveries/new`, { code, seen: 'yes', reason: '手机丢失' });
}

export function recoveryIdIn({ location }: Page): string {
  const id = /recoveries\/([0-9a-f-]{36})/.exec(location)?.[1];
  if (id === undefined) throw new Error(`no recovery at ${location}`);
  return id;
}

export function confirmIt(at: Visitor, end: End, id: string, version = 1): Promise<Page> {
  return at.post(`/${end}/recoveries/${id}`, { outcome: 'confirm', sure: 'yes', _version: String(version) });
}
