import { openVisitor, readPicture, type Visitor } from '../accounts/visitor.ts';
import { type AuthorityTree, insertHunan, insertInstitution, type TestInstitution } from '../factories/people.ts';
import { type Happening, insertEntry, siteAt } from '../factories/register.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

type Asked = Readonly<Record<string, string>>;

/** A site with one physician of whom receipts are asked, and the institutions where they were. */
export interface ReceiptSite extends TestApp {
  readonly tree: AuthorityTree;
  readonly clinic: TestInstitution;
  readonly branch: TestInstitution;
  readonly physicianId: string;
  /** What is asked unless told otherwise. */
  asked(given?: Asked): Asked;
  /** Fills in the form as somebody without a script does; the answer, and the page of the receipt when there is one. */
  make(given?: Asked, visitor?: Visitor): ReturnType<typeof fillIn>;
  tokenOf(number: string): Promise<string>;
}

export async function openReceiptSite(): Promise<ReceiptSite> {
  const site = await openTestApp();
  const { database } = site.db;
  const tree = await insertHunan(database);
  const clinic = await insertInstitution(database, tree.county, { name: '芙蓉仁和中医诊所' });
  const branch = await insertInstitution(database, tree.county, { name: '芙蓉回春中医馆' });
  const later: Happening[] = [
    siteAt(branch, tree.county.id, '2024-01-01', '2024-06-30'),
    { type: 'photoUpdated', on: '2024-02-01', photoId: null, contact: { phone: '13912345678', address: '人民路1号' } },
    { type: 'suspended', on: '2025-03-01', from: '2025-03-01', until: '2025-08-31' },
    { type: 'suspensionEnded', on: '2025-09-01' },
    { type: 'deregistered', on: '2026-02-01', reason: '受刑事处罚' },
  ];
  const { person, entry } = await insertEntry(database, { tree, institution: clinic }, { name: '张景和', later });
  const asked: ReceiptSite['asked'] = (given = {}) => ({
    ...{ name: '张景和', licenceNo: entry.licenceNo, on: '2024-03-01', institution: '', technique: '' },
    ...given,
  });
  let networks = 0;
  return {
    ...site,
    ...{ tree, clinic, branch, asked, physicianId: person.physicianId },
    make: (given = {}, visitor) => {
      networks += 1;
      return fillIn(site, asked(given), visitor ?? openVisitor(site.app, `203.0.${networks}.9`));
    },
    tokenOf: async (number) => (await openVisitor(site.app).get(`/receipts/${number}/receipt.jws`)).body,
  };
}

async function fillIn({ services }: TestApp, asked: Asked, visitor: Visitor) {
  await visitor.get('/receipts');
  const captcha = await readPicture(services, visitor);
  const sent = await visitor.post('/receipts', { ...asked, captcha });
  const address = String(sent.headers.location ?? '');
  const page = sent.statusCode === 303 ? await visitor.get(address) : sent;
  return { sent, address, number: address.split('/')[2] ?? '', page };
}
