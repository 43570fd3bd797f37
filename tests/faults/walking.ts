import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { HttpClient } from '../setup/client.ts';
import { signInDirectly } from '../setup/client.ts';
import type { Scene, Writer } from './site.ts';
import { inParallel } from './waiting.ts';
import { words } from './words.ts';

/** One step of a file as its form is sent, and the event it makes. */
interface Sending {
  readonly event: string;
  readonly by: HttpClient;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A step that was answered: the program has promised that it is done. */
export interface Acknowledged {
  readonly applicationId: string;
  readonly seq: number;
  readonly event: string;
}

export interface Walk {
  readonly acknowledged: readonly Acknowledged[];
  /** Answers that were neither done nor lost: there must be none. */
  readonly strange: readonly string[];
  /** How many sendings got no answer, or one that said that it could not be done now. */
  readonly retried: number;
}

/** Two minutes of knocking; a program that does not come back by then never does. */
const mostTries = 2400;

const confirmed = Object.fromEntries(
  ['identity', 'photo', 'employment', 'scope'].map((each) => [`confirm-${each}-passAtInstitution`, 'yes']),
);

/** submit → pass → accept → approve, with the version each of them looks at. */
function stepsOf({ applicationId, client }: Writer, clerk: HttpClient, decider: HttpClient): readonly Sending[] {
  const atInstitution = `/institution/applications/${applicationId}`;
  const atAuthority = `/authority/applications/${applicationId}`;
  return [
    { event: 'submitted', by: client, path: `/person/applications/${applicationId}/check`, fields: {} },
    {
      event: 'institutionPassed',
      by: clerk,
      path: atInstitution,
      fields: { step: 'passAtInstitution', ...confirmed },
    },
    { event: 'accepted', by: decider, path: atAuthority, fields: { step: 'accept' } },
    { event: 'approved', by: decider, path: atAuthority, fields: { step: 'approve', 'sure-approve': 'yes' } },
  ];
}

/**
 * So many writers at once take every file of the scene all the way. A sending that gets no answer, or a 5xx, is sent again
 * with the same key until it gets one; `onAcknowledged` hears how many steps have been answered so far.
 */
export async function walkAll(scene: Scene, writers: number, onAcknowledged: (count: number) => void): Promise<Walk> {
  const { database, county, people } = scene;
  const clerk = await signInDirectly(database, county.clerk);
  const decider = await signInDirectly(database, county.deciders[0]);
  const acknowledged: Acknowledged[] = [];
  const strange: string[] = [];
  let retried = 0;
  await inParallel(people, writers, async (writer) => {
    for (const [version, sending] of stepsOf(writer, clerk, decider).entries()) {
      const key = randomUUID();
      for (let tries = 1; ; tries += 1) {
        const answer = await send(scene, sending, key, version);
        if (answer.status === 303) break;
        if ((answer.status !== 0 && answer.status < 500) || tries > mostTries) {
          strange.push(`${sending.event}: ${answer.status} ${answer.text}`);
          return;
        }
        retried += 1;
        // Between two knocks at a door that is shut; what is waited for is the answer.
        await pause(50);
      }
      acknowledged.push({ applicationId: writer.applicationId, seq: version + 1, event: sending.event });
      onAcknowledged(acknowledged.length);
    }
  });
  return { acknowledged, strange, retried };
}

/** Status 0: no answer came. */
async function send(
  scene: Scene,
  { by, path, fields }: Sending,
  key: string,
  version: number,
): Promise<{ status: number; text: string }> {
  try {
    const answer = await by.post(scene.program().baseUrl, path, { ...fields, _key: key, _version: String(version) });
    return { status: answer.status, text: answer.status === 303 ? '' : words(await answer.text()) };
  } catch {
    const { process, printed } = scene.program();
    // Killed, it has a signal and no code: with a code it has ended by itself, and nobody will answer any more.
    if (process.exitCode !== null) throw new Error(`the program has ended by itself:\n${printed().slice(-5000)}`);
    return { status: 0, text: '' };
  }
}

/** Acknowledged steps that are not in the record exactly once. */
export async function lostOrDoubled({ database }: Scene, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string; seq: number; type: string }>(
    'SELECT application_id AS id, seq, type FROM application_event',
  );
  const counts = new Map<string, number>();
  for (const { id, seq, type } of rows) {
    counts.set(`${id} ${seq} ${type}`, (counts.get(`${id} ${seq} ${type}`) ?? 0) + 1);
  }
  return acknowledged
    .map(({ applicationId, seq, event }) => `${applicationId} ${seq} ${event}`)
    .filter((each) => counts.get(each) !== 1);
}
