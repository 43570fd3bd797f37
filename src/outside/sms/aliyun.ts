import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { callProvider } from '../callProvider.ts';
import type { Message, MessageSender } from '../messages.ts';
import { ProviderError } from '../providerError.ts';
import { acs3Query, signAcs3 } from './acs3Signature.ts';

const NAME = 'aliyun-sms';

export interface AliyunSmsSettings {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** The approved signature (签名), printed in front of the text as 【…】. */
  readonly signName: string;
  /** Our template name → the provider's approved template number, e.g. `{ code: 'SMS_100000001' }`. */
  readonly templates: Readonly<Record<string, string>>;
  /** Default `https://dysmsapi.aliyuncs.com`. */
  readonly endpoint?: string;
  /** Milliseconds, default 5000 (the provider advises at least 3000). */
  readonly timeoutMs?: number;
}

const answerSchema = z.object({ Code: z.string(), BizId: z.string().optional(), RequestId: z.string().optional() });

/** What the provider itself calls passing trouble. Limits per number (isv.*) are not: a retry would only add to them. */
const RETRYABLE = /^(Throttling|ServiceUnavailable|InternalError|isp\.SYSTEM_ERROR|isp\.GATEWAY)/;

/**
 * Alibaba Cloud SMS, operation SendSms of API 2017-05-25, signature V3.
 *
 * The provider has no idempotency: after a `timeout` the text may still have gone out. Our message id travels as `OutId`,
 * so that receipts can be matched.
 */
export function createAliyunSms(settings: AliyunSmsSettings): MessageSender {
  const endpoint = new URL(settings.endpoint ?? 'https://dysmsapi.aliyuncs.com');
  return {
    name: NAME,
    local: false,
    async send(message) {
      const query = queryOf(message, settings);
      const url = new URL(`/?${acs3Query(query)}`, endpoint);
      const headers = signAcs3(
        {
          method: 'POST',
          host: url.host,
          query,
          body: '',
          action: 'SendSms',
          version: '2017-05-25',
          date: `${new Date().toISOString().slice(0, 19)}Z`,
          nonce: randomUUID(),
        },
        settings.accessKeyId,
        settings.accessKeySecret,
      );
      const { host: _setByFetch, ...sent } = headers;
      const init = { method: 'POST', headers: { ...sent, accept: 'application/json' } };
      const answer = await callProvider(NAME, url, init, settings.timeoutMs ?? 5000);
      return { providerId: receiptOf(answer.status, answer.body) };
    },
  };
}

function queryOf(message: Message, settings: AliyunSmsSettings): Record<string, string> {
  if (message.channel !== 'sms') throw new ProviderError(NAME, 'wrongChannel', false);
  // Mainland numbers only: the other ranges are where toll fraud earns its money.
  if (!/^1[3-9]\d{9}$/.test(message.to)) throw new ProviderError(NAME, 'numberNotMainland', false);
  const template = settings.templates[message.template ?? (message.code === undefined ? 'notice' : 'code')];
  if (template === undefined) throw new ProviderError(NAME, 'templateUnknown', false);
  return {
    PhoneNumbers: message.to,
    SignName: settings.signName,
    TemplateCode: template,
    TemplateParam: JSON.stringify(message.code === undefined ? { content: message.text } : { code: message.code }),
    OutId: message.id,
  };
}

function receiptOf(status: number, body: unknown): string {
  const answer = answerSchema.safeParse(body);
  if (!answer.success) throw new ProviderError(NAME, `http.${status}`, status >= 500);
  const { Code: code, BizId: receipt } = answer.data;
  if (code !== 'OK') throw new ProviderError(NAME, code, status >= 500 || RETRYABLE.test(code));
  return receipt ?? answer.data.RequestId ?? '';
}
