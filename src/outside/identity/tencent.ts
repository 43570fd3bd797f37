import { z } from 'zod';
import { callProvider } from '../callProvider.ts';
import { ProviderError } from '../providerError.ts';
import type { IdentityAnswer, IdentityCheck } from './identityCheck.ts';
import { signTc3 } from './tc3Signature.ts';

const NAME = 'tencent-faceid';

export interface TencentIdentitySettings {
  readonly secretId: string;
  readonly secretKey: string;
  /** Our name for the resident identity card; every other document is `unavailable` here. */
  readonly residentIdType: string;
  /** Told of each failure of the provider, because the caller only sees `unavailable`. */
  readonly onFailure: (error: ProviderError) => void;
  /** Default `https://faceid.tencentcloudapi.com`. */
  readonly endpoint?: string;
  /** Milliseconds, default 5000. */
  readonly timeoutMs?: number;
}

const answerSchema = z.object({
  Response: z.union([z.object({ Error: z.object({ Code: z.string() }) }), z.object({ Result: z.string() })]),
});

/**
 * Tencent Cloud 人脸核身 IdCardVerification (2018-03-01): do this name and this resident identity number belong together?
 * Source: cloud.tencent.com/document/api/1007/33188.
 */
export function createTencentIdentityCheck(settings: TencentIdentitySettings): IdentityCheck {
  const url = new URL(settings.endpoint ?? 'https://faceid.tencentcloudapi.com');
  return {
    name: NAME,
    local: false,
    async check({ name, idType, idNumber }) {
      if (idType !== settings.residentIdType) return 'unavailable';
      try {
        return await ask(url, settings, JSON.stringify({ IdCard: idNumber, Name: name }));
      } catch (fault) {
        // An application never waits on a provider: the institution checks the document instead.
        if (!(fault instanceof ProviderError)) throw fault;
        settings.onFailure(fault);
        return 'unavailable';
      }
    },
  };
}

async function ask(url: URL, settings: TencentIdentitySettings, payload: string): Promise<IdentityAnswer> {
  const request = {
    host: url.host,
    service: 'faceid',
    action: 'IdCardVerification',
    version: '2018-03-01',
    payload,
    timestamp: Math.floor(Date.now() / 1000),
  };
  const headers = signTc3(request, settings.secretId, settings.secretKey);
  const { status, body } = await callProvider(
    NAME,
    url,
    { method: 'POST', headers, body: payload },
    settings.timeoutMs ?? 5000,
  );
  const answer = answerSchema.safeParse(body);
  if (!answer.success) throw new ProviderError(NAME, status === 200 ? 'unreadable' : `http.${status}`, status >= 500);
  if ('Error' in answer.data.Response) {
    const code = answer.data.Response.Error.Code;
    throw new ProviderError(NAME, code, /^(InternalError|RequestLimitExceeded|ResourceUnavailable)/.test(code));
  }
  return meaningOf(answer.data.Response.Result);
}

/**
 * 0 agree; -1 disagree; -2 impossible number. The rest says nothing about the person: -3 name malformed (rare characters!),
 * -4 records out of order, -5 no such record (soldiers, new cards), -6 being upgraded, -7 asked too often today.
 */
function meaningOf(result: string): IdentityAnswer {
  if (result === '0') return 'matched';
  if (result === '-1' || result === '-2') return 'notMatched';
  if (/^-[3-7]$/.test(result)) return 'unavailable';
  throw new ProviderError(NAME, `result.${result}`, false);
}
