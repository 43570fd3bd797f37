import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list';
import type { Page } from 'playwright-core';
import { configuration, decode, newHolderKey, preAuthorized, present, proofOf } from '../credential/wallet.ts';
import { follow, press } from './walk.ts';

// A wallet on the phone of the holder: it takes up the offer that stands on their screen, and speaks to the program by HTTP alone.

export interface StatusPlace {
  readonly uri: string;
  readonly idx: number;
}

export interface WalletCopy {
  readonly place: StatusPlace;
  /** What the holder shows somebody: name, number and institution, with proof that they are there. */
  show(at: Temporal.Instant): string;
}

interface Told {
  readonly access_token?: string;
  readonly c_nonce?: string;
  readonly grants?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly credentials?: readonly { readonly credential: string }[];
}

async function ask(address: string, init?: RequestInit): Promise<Told> {
  const response = await fetch(address, init);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Told;
}

/** 存入数字钱包, from 我的执业电子证照 to the copy in the wallet and back. */
export async function storeInWallet(page: Page, now: Temporal.Instant): Promise<WalletCopy> {
  const { origin } = new URL(page.url());
  await follow(page, /^存入数字钱包/);
  await press(page, '生成存入码');
  const opening = (await page.getByRole('link', { name: '打开钱包' }).getAttribute('href')) ?? '';
  const typed = await page.locator('strong.code').innerText();
  const { grants } = await ask(new URL(opening).searchParams.get('credential_offer_uri') ?? '');
  const code = grants?.[preAuthorized]?.['pre-authorized_code'] ?? '';
  const grant = { grant_type: preAuthorized, 'pre-authorized_code': code, tx_code: typed.trim() };
  const { access_token: token } = await ask(`${origin}/oid4vci/token`, {
    method: 'POST',
    body: new URLSearchParams(grant),
  });
  const { c_nonce: nonce = '' } = await ask(`${origin}/oid4vci/nonce`, { method: 'POST' });
  const key = newHolderKey();
  const jwt = [proofOf(key, nonce, now.toString(), { payload: { aud: origin } })];
  const { credentials } = await ask(`${origin}/oid4vci/credential`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ credential_configuration_id: configuration, proofs: { jwt } }),
  });
  const [{ credential } = { credential: '' }] = credentials ?? [];
  await follow(page, '我已存入,查看结果');
  await page.getByText('使用中').waitFor();
  return {
    place: placeIn(credential.split('~')[0] ?? ''),
    show: (at) => present(credential, ['name', 'licence_no', 'institution'], { key, at: at.toString() }),
  };
}

/** Where a signed token says that its status stands. */
export function placeIn(token: string): StatusPlace {
  const { status } = decode(token.split('.')[1]) as { status: { status_list: StatusPlace } };
  return status.status_list;
}

/** What the published list says of a place, read by somebody else's library. */
export async function listedStatus({ uri, idx }: StatusPlace): Promise<'valid' | 'invalid' | 'suspended'> {
  const response = await fetch(uri, { headers: { accept: 'application/statuslist+jwt' } });
  const status = getListFromStatusListJWT(await response.text()).getStatus(idx);
  const word = (['valid', 'invalid', 'suspended'] as const)[status];
  if (word === undefined) throw new Error(`the list says ${status}`);
  return word;
}
