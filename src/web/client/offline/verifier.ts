import { type Judgement, judge, undecided } from '../../../domain/issuing/judgement.ts';
import { claimWords, licenceClaims } from '../../../domain/issuing/licenceCredential.ts';
import { judgementWords, listAge, verdictTitles } from '../../../domain/issuing/verdictTexts.ts';
import { webReckoning } from '../../../outside/issuing/webReckoning.ts';
import { hasCamera, readPicture, type Watching, watchCamera } from '../qrScan.ts';
import { fetchKept, type Kept, keepNewest, oldestList, readCarried, readKept, storeKept } from './kept.ts';

/** Seconds between two looks at the clock, and between two questions to the register. */
const [lookEvery, askEvery] = [5, 60];

const carried = readCarried(document);
const seconds = () => Date.now() / 1000;
let kept: Kept = readKept(carried);
let shown: { text: string; judgement: Judgement } | undefined;
/** Counts what somebody has asked about: what is found out about an earlier text is not shown any more. */
let asked = 0;

function part<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}
const age = part('age', HTMLElement);
const refreshing = part('refresh', HTMLButtonElement);
const said = part('said', HTMLElement);
const result = part('result', HTMLElement);
const typed = part('text', HTMLTextAreaElement);
const chosen = part('file', HTMLInputElement);
const camera = part('camera', HTMLButtonElement);
const picture = part('picture', HTMLVideoElement);

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}

/** What is written in a code: the token itself, or an address of this register that ends in it. */
function tokenIn(text: string): string {
  const trimmed = text.trim();
  const address = `${carried.issuer}/verify/live/`;
  return trimmed.startsWith(address) ? trimmed.slice(address.length) : trimmed;
}

/** Nothing is left standing of the text before while another is looked for and judged. */
function begin(): number {
  shown = undefined;
  result.hidden = true;
  result.textContent = '';
  said.textContent = '';
  asked += 1;
  return asked;
}

async function check(text: string): Promise<void> {
  const mine = begin();
  if (tokenIn(text) === '') {
    said.textContent = '请先粘贴证照内容,或者选择文件、图片。';
    typed.focus();
    return;
  }
  try {
    await judgeAgain(text, mine);
  } finally {
    // Also of what could not be judged: whoever reads by ear is told so.
    if (mine === asked) result.focus();
  }
}

async function judgeAgain(text: string, mine: number): Promise<void> {
  const now = seconds();
  const known = { ...carried, ...kept, now, findList: async (uri: string) => kept.lists[uri] };
  try {
    const judgement = await judge(tokenIn(text), known, webReckoning);
    if (mine === asked) tell(text, judgement, now);
  } catch (error) {
    // Whatever failed: a verdict of before must not stay for it.
    if (mine === asked) tell(text, undecided('failed'), now);
    throw error;
  }
}

function tell(text: string, judgement: Judgement, now: number): void {
  const before = shown?.judgement;
  shown = { text, judgement };
  // Said again only when it has changed: a screen reader would repeat it every few seconds.
  const parts = ['verdict', 'ground', 'holder', 'listAt'] as const;
  if (before === undefined || parts.some((part) => before[part] !== judgement[part])) show(judgement);
  const when = result.querySelector('.when');
  if (when !== null) when.textContent = listAge(judgement.listAt, now);
}

function show(judgement: Judgement): void {
  const { verdict, claims } = judgement;
  const facts = document.createElement('dl');
  for (const [name, label] of Object.entries(licenceClaims)) {
    const value = claims[name];
    if (typeof value === 'string') facts.append(element('dt', label), element('dd', claimWords(name, value)));
  }
  result.className = verdict;
  result.textContent = '';
  result.append(
    element('h2', verdictTitles[verdict]),
    ...judgementWords(judgement).map((words) => element('p', words)),
    ...(verdict === 'notOurs' ? [] : [element('p', '', 'when')]),
    ...(facts.childElementCount === 0 ? [] : [facts]),
  );
  result.hidden = false;
}

function tellAge(): void {
  age.textContent = `${listAge(oldestList(kept), seconds())}。`;
}

async function refresh(): Promise<void> {
  refreshing.disabled = true;
  try {
    kept = keepNewest(kept, await fetchKept(carried, seconds), seconds());
    storeKept(carried, kept);
  } catch (error) {
    // No network, or the register does not answer: what is known stays, and grows old.
    if (!(error instanceof Error)) throw error;
  } finally {
    refreshing.disabled = false;
  }
  await look();
}

/** Time alone may change a verdict: what was 有效 is not left standing on a list that has grown too old. */
async function look(): Promise<void> {
  tellAge();
  if (shown !== undefined) await judgeAgain(shown.text, asked);
}

async function readFile(file: File): Promise<void> {
  const mine = begin();
  const isPicture = file.type.startsWith('image/');
  // No licence is longer than that, whatever somebody has chosen by mistake.
  const text = isPicture ? await readPicture(file) : await file.slice(0, 65_536).text();
  if (mine !== asked) return;
  if (text === undefined) {
    said.textContent = '图片里没有找到二维码。请让二维码占满画面、避免反光,再试一次。';
    return;
  }
  typed.value = text.trim();
  await check(text);
}

let watching: Watching | undefined;

function closeCamera(): void {
  watching?.stop();
  watching = undefined;
  picture.hidden = true;
  camera.textContent = '打开摄像头扫码';
}

async function openCamera(): Promise<void> {
  begin();
  picture.hidden = false;
  camera.textContent = '关闭摄像头';
  camera.disabled = true;
  try {
    watching = await watchCamera(picture, (text) => {
      closeCamera();
      typed.value = text;
      void check(text);
    });
  } catch (error) {
    closeCamera();
    if (!(error instanceof Error)) throw error;
    said.textContent = '摄像头打不开。请允许使用摄像头,或者改为选择图片、粘贴内容。';
  } finally {
    camera.disabled = false;
  }
}

part('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void check(typed.value);
});
chosen.addEventListener('change', () => {
  const [file] = chosen.files ?? [];
  if (file !== undefined) void readFile(file).finally(() => (chosen.value = ''));
});
refreshing.addEventListener('click', () => void refresh());
window.addEventListener('online', () => void refresh());
camera.hidden = !hasCamera();
camera.addEventListener('click', () => (watching === undefined ? void openCamera() : closeCamera()));
setInterval(() => void look(), lookEvery * 1000);
setInterval(() => document.visibilityState === 'visible' && void refresh(), askEvery * 1000);

/** So that the page opens without a network; a file on disk needs no such thing. */
function openWithoutNetwork(): void {
  const served = location.origin === carried.issuer && 'serviceWorker' in navigator;
  part('save', HTMLElement).hidden = location.protocol === 'file:';
  if (!served) return;
  const address = '/verify/offline/worker.js';
  const policies = 'trustedTypes' in window ? (window.trustedTypes as TrustedTypes) : undefined;
  const script =
    policies?.createPolicy('offline-verifier', { createScriptURL: () => address }).createScriptURL(address) ?? address;
  void navigator.serviceWorker.register(script as string, { scope: '/verify/offline' });
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(text: string): string },
  ): { createScriptURL(text: string): unknown };
}

openWithoutNetwork();
tellAge();
void refresh();
