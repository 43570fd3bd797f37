import type { Desk, Page, Visitor } from '../desk/desk.ts';
import { messagesTo, type WrittenMessage } from '../setup/sealedValues.ts';
import type { TestPhysician } from './people.ts';

type Written = Pick<Desk, 'services'>;

/** The newest message to a number or mailbox. */
export async function newestMessage({ services }: Written, recipient: string): Promise<string> {
  return newest(await messagesTo(services.database, recipient), recipient).text;
}

export async function codeSentTo({ services }: Written, phone: string): Promise<string> {
  const sent = await messagesTo(services.database, phone);
  return newest(
    sent.filter(({ code }) => code?.length === 6),
    phone,
  ).code;
}

/** The path of the newest link of a kind sent to somebody, before it goes out and its token is forgotten. */
export async function linkIn({ services }: Written, recipient: string, kind: string): Promise<string> {
  const sent = await messagesTo(services.database, recipient);
  const { code } = newest(
    sent.filter(({ text }) => text.includes(`${kind}/{secret}`)),
    recipient,
  );
  return `${kind}/${code}`;
}

function newest(sent: readonly WrittenMessage[], recipient: string): { text: string; code: string } {
  const last = sent.at(-1);
  if (last === undefined) throw new Error(`nothing of the kind was sent to ${recipient}`);
  return { text: last.text, code: last.code ?? '' };
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
