import { codeToShow, type LiveWindow, liveCodeSeconds } from '../../domain/issuing/liveCode.ts';
import { qrPath } from '../../outside/documents/qrPath.ts';
import { fetchInTime } from './fetchInTime.ts';
import { LiveClock } from './liveClock.ts';

interface Code extends LiveWindow {
  readonly address: string;
}
/** As the server answers. */
interface Codes {
  readonly now: number;
  readonly until: number;
  readonly codes: readonly Code[];
}
type Answer = Codes | { readonly refused: readonly string[] };

/** Seconds between two questions while all goes well; sooner when the last one was lost. */
const pause = { well: liveCodeSeconds.change, lost: 5 };
const around = 2 * Math.PI * 20;
const chineseHours = 8;

/** 亮照: shows the code that counts now, and none that does not, with the network or for a while without it. */
class LivePage {
  private clock: LiveClock | undefined;
  private codes: readonly Code[] = [];
  private until = 0;
  private shown: Code | undefined;
  private askAgainAt = 0;
  private asking = false;
  /** Why nothing may be shown, as the server said. */
  private refused: string | undefined;
  private lost = false;
  private readonly root: HTMLElement;
  private readonly path: string;
  private readonly signIn: string;

  /** What came with the page is taken first: it works from its first moment, also when the network goes at once. */
  constructor(root: HTMLElement, { live = '', liveSignIn = '', liveGiven = '' }: DOMStringMap) {
    this.root = root;
    this.path = live;
    this.signIn = liveSignIn;
    this.take(JSON.parse(liveGiven) as Codes);
  }

  start(): void {
    this.tick();
    window.setInterval(() => this.tick(), 250);
    window.addEventListener('online', () => void this.ask());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return;
      void this.ask();
      void stayAwake();
    });
    this.part('next')?.addEventListener('click', (event) => {
      event.preventDefault();
      void this.ask();
    });
    void stayAwake();
  }

  private part(name: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[data-live-${name}]`);
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      this.take(await askFor(this.path, this.signIn));
    } catch {
      // No network, or the server is away: the codes that are here go on for their five minutes.
      this.lost = true;
      this.askAgainAt = (this.clock?.now() ?? 0) + pause.lost;
    } finally {
      this.asking = false;
      this.tick();
    }
  }

  private take(answer: Answer | undefined): void {
    this.lost = false;
    if (answer === undefined || 'refused' in answer) {
      [this.codes, this.until] = [[], 0];
      this.refused = answer === undefined ? '登录已过期,请重新登录' : answer.refused.join('') || '现在不能亮照';
      this.askAgainAt = Number.POSITIVE_INFINITY;
      return;
    }
    this.refused = undefined;
    this.clock = new LiveClock(answer.now);
    this.codes = answer.codes;
    this.until = answer.until;
    this.askAgainAt = answer.now + pause.well;
    this.root.style.setProperty('--live-phase', `${-(answer.now % 60)}s`);
    this.root.dataset.liveRuns = '';
  }

  private tick(): void {
    const now = this.clock?.now();
    if (this.refused !== undefined) this.end(this.refused);
    if (now === undefined || this.refused !== undefined) return;
    if (now >= this.askAgainAt) void this.ask();
    const code = now < this.until ? codeToShow(this.codes, now) : undefined;
    if (code === undefined) this.end('已过期,请联网');
    else this.draw(code);
    this.tell(now, code);
  }

  private draw(code: Code): void {
    const [frame, ended] = [this.part('code'), this.part('ended')];
    if (code === this.shown || !frame || !ended) return;
    this.shown = code;
    const { size, path } = qrPath(code.address);
    frame.querySelector('svg')?.setAttribute('viewBox', `0 0 ${size} ${size}`);
    for (const side of ['width', 'height']) frame.querySelector('rect')?.setAttribute(side, String(size));
    frame.querySelector('path')?.setAttribute('d', path);
    frame.hidden = false;
    ended.hidden = true;
  }

  /** Never a stale code: what has ended is taken out of the page, not only hidden. */
  private end(words: string): void {
    const [frame, ended] = [this.part('code'), this.part('ended')];
    if (!frame || !ended) return;
    this.shown = undefined;
    frame.querySelector('path')?.setAttribute('d', '');
    frame.hidden = true;
    ended.hidden = false;
    write(ended, words);
    write(this.part('left'), '');
    write(this.part('status'), '');
  }

  private tell(now: number, code: Code | undefined): void {
    write(this.part('clock'), chinaTime(now));
    if (code === undefined) return;
    const left = code.iat + liveCodeSeconds.change - now;
    write(this.part('left'), `${Math.ceil(left)}秒后换码`);
    const ring = this.root.querySelector<SVGElement>('[data-live-ring]');
    if (ring) ring.style.strokeDashoffset = String(around * (1 - left / liveCodeSeconds.change));
    const offline = Math.max(0, Math.ceil((this.until - now) / 60));
    write(this.part('status'), this.lost ? `网络不通,离线还能亮照约${offline}分钟` : '');
  }
}

/** A live region is read aloud on every change, so only a changed text is written. */
function write(part: HTMLElement | null, words: string): void {
  if (part && part.textContent !== words) part.textContent = words;
}

/** Undefined: somebody has to sign in again. Throws when it was not the register that answered, or nobody did. */
function askFor(path: string, signIn: string): Promise<Answer | undefined> {
  return fetchInTime(path, { cache: 'no-store', credentials: 'same-origin' }, async (response) => {
    const { ok, status, redirected, url, headers } = response;
    if (status === 401 || status === 404 || (redirected && new URL(url).pathname === signIn)) return undefined;
    // Whatever stands between has words of its own (429, 403, a page of a hotel): they say nothing about the codes.
    if (!ok || !(headers.get('content-type') ?? '').startsWith('application/json'))
      throw new Error(`answered ${status}`);
    return (await response.json()) as Answer;
  });
}

function chinaTime(seconds: number): string {
  return new Date((Math.floor(seconds) + chineseHours * 3600) * 1000).toISOString().slice(11, 19);
}

/** The screen stays on while the code is held up, where the browser can do that and the phone lets it. */
async function stayAwake(): Promise<void> {
  if (!('wakeLock' in navigator)) return;
  try {
    await navigator.wakeLock.request('screen');
  } catch {
    // Low battery, or another page in front: the holder touches the screen as ever.
  }
}

const root = document.querySelector<HTMLElement>('[data-live]');
if (root?.dataset.liveGiven) new LivePage(root, root.dataset).start();
