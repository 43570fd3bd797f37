import { createTransport } from 'nodemailer';
import type { MessageSender } from '../messages.ts';
import { ProviderError } from '../providerError.ts';

const NAME = 'smtp';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte (465). `startTls`: refused when the server does not offer it (587). `none`: own network only. */
  readonly encryption: 'implicit' | 'startTls' | 'none';
  readonly user?: string;
  readonly password?: string;
  /** Sender, `name <address>` or an address. */
  readonly from: string;
  /** Milliseconds for connection, greeting and silence each, default 10000. */
  readonly timeoutMs?: number;
}

/** Mail over SMTP. `providerId` is the Message-ID, made of our message id so that a repeat can be recognised. */
export function createSmtpMail(settings: SmtpSettings): MessageSender {
  const timeout = settings.timeoutMs ?? 10_000;
  const transport = createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.encryption === 'implicit',
    requireTLS: settings.encryption === 'startTls',
    ignoreTLS: settings.encryption === 'none',
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    // Text may come from a form: it must never make the library read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(settings.user === undefined ? {} : { auth: { user: settings.user, pass: settings.password ?? '' } }),
  });
  return {
    name: NAME,
    local: false,
    async send(message) {
      if (message.channel !== 'mail') throw new ProviderError(NAME, 'wrongChannel', false);
      // One address exactly: a comma would address a second person.
      if (!/^[^\s,;:<>"]+@[^\s,;:<>"@]+$/.test(message.to)) throw new ProviderError(NAME, 'addressMalformed', false);
      const messageId = `<${message.id}@${domainOf(settings.from)}>`;
      try {
        await transport.sendMail({
          from: settings.from,
          to: { name: '', address: message.to },
          subject: message.subject ?? '',
          text: message.text,
          messageId,
        });
      } catch (fault) {
        throw smtpError(fault);
      }
      return { providerId: messageId };
    },
  };
}

function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
}

/** RFC 5321: 4xx is passing, 5xx is final. Without an answer the connection failed, which passes too, except a refused login. */
function smtpError(fault: unknown): ProviderError {
  const { responseCode, code } = facts(fault);
  if (code === 'EAUTH') return new ProviderError(NAME, code, false);
  if (responseCode !== undefined) return new ProviderError(NAME, `reply.${responseCode}`, responseCode < 500);
  return new ProviderError(NAME, code ?? 'failed', code !== 'EENVELOPE' && code !== 'ETLS');
}

function facts(fault: unknown): { responseCode?: number; code?: string } {
  if (!(fault instanceof Error)) return {};
  return {
    ...('responseCode' in fault && typeof fault.responseCode === 'number' ? { responseCode: fault.responseCode } : {}),
    ...('code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {}),
  };
}
