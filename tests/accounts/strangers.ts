import { type SignInForm, signIn } from '../../src/actions/account/signIn.ts';
import type { Services } from '../../src/actions/services.ts';

/** One try to sign in from somewhere, with a browser of one's own or the one all strangers share. */
export async function tryPassword(
  services: Services,
  loginName: string,
  password: string,
  { address, key = 's'.repeat(43) }: { readonly address: string; readonly key?: string },
): Promise<string> {
  const form: SignInForm = {
    loginName,
    password,
    device: { key, words: 'Chrome', address },
    token: null,
    bindWechat: false,
    human: { id: '', typed: '', proof: '' },
  };
  const outcome = await signIn(services, 'person', form);
  return outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code).join() : outcome.kind;
}

/** So many wrong passwords from networks of their own, some at a time; how often each answer was heard. */
export async function guess(
  services: Services,
  many: number,
  name: (n: number) => string,
  atOnce = 100,
): Promise<Map<string, number>> {
  const heard = new Map<string, number>();
  for (let begin = 0; begin < many; begin += atOnce) {
    const answers = await Promise.all(
      Array.from({ length: Math.min(atOnce, many - begin) }, (_, index) => {
        const n = begin + index;
        return tryPassword(services, name(n), 'Wrong2026', { address: `10.${n >> 12}.${(n >> 6) & 63}.${n & 63}` });
      }),
    );
    for (const each of answers) heard.set(each, (heard.get(each) ?? 0) + 1);
  }
  return heard;
}
