import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ReceiptData, UncoveredCharacters } from './documentRenderer.ts';
import { createPaperProcesses } from './paperProcesses.ts';
import { readPdf } from './readPdf.ts';

const receipt: ReceiptData = {
  number: 'R-1',
  madeAt: '2026-03-05 14:20',
  rows: [{ label: '姓名', value: '张三' }],
  notes: [],
  address: 'https://example.invalid/',
  qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1h-1z"/></svg>',
  sample: false,
  photo: null,
};
const named = (value: string): ReceiptData => ({ ...receipt, rows: [{ label: '姓名', value }] });

/** Every process that was started in a test. */
let started: ChildProcess[] = [];
const onStart = (message: unknown) => started.push((message as { process: ChildProcess }).process);

beforeEach(() => {
  started = [];
  subscribe('child_process', onStart);
});

afterEach(() => {
  unsubscribe('child_process', onStart);
  for (const child of started) if (child.connected) child.disconnect();
});

it('sets several papers at once, each the one that was asked for, in no more processes than allowed', async () => {
  const printer = createPaperProcesses({ templateFolder: 'data/templates', processes: 2 });
  const names = ['张一', '张二', '张三', '张四', '张五'];
  const papers = await Promise.all(names.map((name) => printer.pdf('receipt', named(name))));
  expect(papers.map((pdf) => names.filter((name) => readPdf(pdf).words.includes(name)))).toEqual(
    names.map((name) => [name]),
  );
  expect(started).toHaveLength(2);
});

it('says which characters no font has, and goes on', async () => {
  const printer = createPaperProcesses({ templateFolder: 'data/templates', processes: 1 });
  await expect(printer.pdf('receipt', named('王𠮷'))).rejects.toThrow(UncoveredCharacters);
  expect(readPdf(await printer.pdf('receipt', receipt)).words).toContain('张三');
  expect(started).toHaveLength(1);
});

it('replaces a process that has died while it waited, and one that dies at work fails its paper only', async () => {
  const printer = createPaperProcesses({ templateFolder: 'data/templates', processes: 1 });
  await printer.pdf('receipt', receipt);
  started[0]?.kill('SIGKILL');
  await once(started[0] as ChildProcess, 'exit');
  await printer.pdf('receipt', receipt);
  expect(started).toHaveLength(2);
  // Held while it is asked, so that it is at work, and not done, when it dies.
  started[1]?.kill('SIGSTOP');
  const failing = expect(printer.pdf('receipt', receipt)).rejects.toThrow('has ended');
  await setImmediate();
  started[1]?.kill('SIGKILL');
  await failing;
  expect(readPdf(await printer.pdf('receipt', receipt)).words).toContain('张三');
  expect(started).toHaveLength(3);
});

it('outlives the Ctrl-C of a terminal, ends with the channel, and knows nothing of the environment', async () => {
  const printer = createPaperProcesses({ templateFolder: 'data/templates', processes: 1 });
  await printer.pdf('receipt', receipt);
  const [child] = started as [ChildProcess];
  if (process.platform === 'linux') {
    const environment = (await readFile(`/proc/${child.pid}/environ`, 'utf8'))
      .split('\0')
      .filter((each) => each !== '');
    expect(environment.map((each) => each.split('=')[0])).toEqual([
      'RAYON_NUM_THREADS',
      'NODE_CHANNEL_FD',
      'NODE_CHANNEL_SERIALIZATION_MODE',
    ]);
  }
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect(readPdf(await printer.pdf('receipt', receipt)).words).toContain('张三');
  expect(started).toHaveLength(1);
  child.ref();
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
