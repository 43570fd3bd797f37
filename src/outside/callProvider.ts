import { ProviderError } from './providerError.ts';

/** Answers of the providers are a few hundred bytes; more is a wrong address or an attack. */
const LARGEST_ANSWER = 64 * 1024;

export interface ProviderAnswer {
  readonly status: number;
  /** The parsed JSON body, still to be checked by the caller's schema. */
  readonly body: unknown;
}

/**
 * One HTTP call to a provider that answers JSON, whatever the status.
 *
 * Redirects are refused: the addresses are configured by the operator, and a redirect would carry the secrets elsewhere.
 *
 * @param timeoutMs whole call, connection to last byte, in milliseconds
 * @throws ProviderError `timeout`, `connection.<reason>` (both retryable), `tooLong` or `http.<status>` when the body is not JSON
 */
export async function callProvider(
  provider: string,
  url: URL,
  init: RequestInit,
  timeoutMs: number,
): Promise<ProviderAnswer> {
  const { status, text } = await exchange(provider, url, init, timeoutMs);
  if (text.length > LARGEST_ANSWER) throw new ProviderError(provider, 'tooLong', false);
  try {
    return { status, body: JSON.parse(text) };
  } catch (fault) {
    // Gateways answer 502/503 with HTML: worth a retry. HTML with 200 is a wrong address: not.
    if (fault instanceof SyntaxError) throw new ProviderError(provider, `http.${status}`, status >= 500);
    throw fault;
  }
}

/** The same for answers that are plain text. A text longer than allowed comes cut off. */
export async function exchange(
  provider: string,
  url: URL,
  init: RequestInit,
  timeoutMs: number,
): Promise<{ readonly status: number; readonly type: string; readonly text: string }> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, text: await readUpTo(response, LARGEST_ANSWER + 1) };
  } catch (fault) {
    throw connectionError(provider, fault);
  }
}

async function readUpTo(response: Response, limit: number): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Only the system's reason (`ECONNREFUSED`) is kept; the fault itself may name the full address with its parameters. */
function connectionError(provider: string, fault: unknown): ProviderError {
  if (fault instanceof DOMException && fault.name === 'TimeoutError')
    return new ProviderError(provider, 'timeout', true);
  const cause = fault instanceof Error ? fault.cause : undefined;
  const reason = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'failed';
  return new ProviderError(provider, `connection.${reason}`, true);
}
