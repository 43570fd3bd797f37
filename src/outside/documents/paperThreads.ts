import { Worker } from 'node:worker_threads';
import { createTurnstile } from '../turnstile.ts';
import { type DocumentRenderer, type TemplateData, UncoveredCharacters } from './documentRenderer.ts';
import type { PaperAnswer, PaperWanted } from './paperThread.ts';
import type { TypstSettings } from './typst.ts';

export interface PaperThreadSettings extends TypstSettings {
  readonly threads: number;
}

/** Beside main.js when the program is built, beside this file when it runs from source. */
const threadFile = new URL(import.meta.url.endsWith('.ts') ? './paperThread.ts' : './paperThread.js', import.meta.url);

/**
 * Papers set in threads of their own, so that thousands of them do not hold up a page. A thread starts with the first paper that
 * needs it, and one that dies is replaced by the next paper.
 */
export function createPaperThreads({ threads, ...settings }: PaperThreadSettings): DocumentRenderer {
  const turnstile = createTurnstile({ atOnce: threads, waiting: 50 });
  const idle: Worker[] = [];
  return {
    pdf: (template, data) =>
      turnstile.run(async () => {
        const thread = idle.pop() ?? new Worker(threadFile, { workerData: settings });
        const answer = await ask(thread, { template, data });
        idle.push(thread);
        if (answer.kind === 'pdf') return answer.pdf;
        if (answer.kind === 'uncovered') throw new UncoveredCharacters(answer.characters);
        throw new Error(answer.message);
      }),
  };
}

/** One paper of one thread. It keeps the process alive only while somebody waits for it. */
function ask<T extends keyof TemplateData>(thread: Worker, wanted: PaperWanted<T>): Promise<PaperAnswer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      thread.unref();
      thread.off('message', onAnswer).off('error', onFault).off('exit', onExit);
      settle();
    };
    const onAnswer = (answer: PaperAnswer) => end(() => resolve(answer));
    const onFault = (error: Error) => end(() => reject(error));
    const onExit = (code: number) => end(() => reject(new Error(`a thread that sets papers has ended (${code})`)));
    thread.on('message', onAnswer).on('error', onFault).on('exit', onExit);
    thread.ref();
    thread.postMessage(wanted);
  });
}
