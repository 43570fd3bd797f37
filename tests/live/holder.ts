import { randomUUID } from 'node:crypto';
import { claimLicence } from '../../src/actions/application/claimLicence.ts';
import type { LiveCodes } from '../../src/actions/licence/makeLiveCodes.ts';
import { makeLiveCodes } from '../../src/actions/licence/makeLiveCodes.ts';
import { shareLicence } from '../../src/actions/licence/shareLicence.ts';
import { shareToken } from '../../src/actions/licence/shareToken.ts';
import { decideOrder } from '../../src/actions/orders/decideOrder.ts';
import type { LiveView } from '../../src/domain/issuing/liveView.ts';
import type { OrderKind } from '../../src/domain/register/orderKinds.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import { makeEntry } from '../factories/entry.ts';
import { must } from '../factories/life.ts';
import { makeOrder } from '../factories/order.ts';
import type { TestPerson } from '../factories/people.ts';
import { makePortrait, type Person, readAloud, signIn } from '../person/personApp.ts';

/** Somebody with a licence they may show, and a photo that is really there. */
export interface Holder {
  readonly actor: TestPerson;
  readonly person: Person;
  readonly entryId: string;
  readonly licenceNo: string;
  readonly verificationCode: string;
  readonly certificateNo: string;
}

export interface Stall extends Desk {
  holder(name?: string): Promise<Holder>;
  codes(holder: Holder, view?: LiveView): Promise<LiveCodes>;
  /** The code that counts now. */
  token(holder: Holder, view?: LiveView): Promise<string>;
  /** A page of the public as it is read; from a network of its own when one is given. */
  read(path: string, network?: string): Promise<string>;
  share(
    holder: Holder,
    given?: { view?: string; term?: string; note?: string },
  ): Promise<{ id: string; token: string }>;
  /** An order proposed and confirmed: it takes effect at once. */
  order(holder: Holder, kind: OrderKind): Promise<void>;
}

export async function openStall(): Promise<Stall> {
  const desk = await openDesk();
  const { services, app, county } = desk;
  const codes: Stall['codes'] = async ({ actor, entryId }, view = 'patient') =>
    must(await makeLiveCodes(services, actor, entryId, view));
  return {
    ...desk,
    codes,
    holder: async (name = '张景和') => {
      const { person: actor, physician, entryId } = await makeEntry(services, county, { name });
      must(await claimLicence(services, actor, entryId));
      const key = await desk.value<string>(
        'SELECT f.key AS value FROM register_entry e JOIN photo f ON f.id = e.photo_id WHERE e.id = $1',
        entryId,
      );
      await services.storage.put(key, await makePortrait(358, 441), 'image/jpeg');
      const { licenceNo, code } = await desk.value<{ licenceNo: string; code: string }>(
        `SELECT json_build_object('licenceNo', licence_no, 'code', verification_code) AS value FROM register_entry WHERE id = $1`,
        entryId,
      );
      const person = await signIn(app, services, actor);
      return {
        actor,
        person,
        entryId,
        licenceNo,
        verificationCode: code,
        certificateNo: physician.certificateNo,
      };
    },
    token: async (holder, view) => {
      const [first] = (await codes(holder, view)).codes;
      if (first === undefined) throw new Error('no code');
      return first.token;
    },
    read: async (url, network = '203.0.113.7') =>
      readAloud(await app.inject({ method: 'GET', url, remoteAddress: network })),
    share: async ({ actor, entryId }, { view = 'employer', term = 'day', note = '' } = {}) => {
      const id = must(await shareLicence(services, actor, entryId, { id: randomUUID(), view, term, note }));
      return { id, token: shareToken(services.secret, id).token };
    },
    order: async ({ entryId }, kind) => {
      const [first, second] = county.deciders;
      const { id } = await makeOrder(services, first, entryId, { kind });
      const decision = { words: '', version: 1, key: randomUUID(), location: '/', refusals: [] };
      must(await decideOrder(services, second, id, { ...decision, outcome: 'confirm' }));
    },
  };
}
