import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createTurnstile } from '../turnstile.ts';
import { type DocumentRenderer, type TemplateData, UncoveredCharacters } from './documentRenderer.ts';
import type { PaperAnswer, PaperWanted } from './paperProcess.ts';
import type { TypstSettings } from './typst.ts';

export interface PaperProcessSettings extends TypstSettings {
  readonly processes: number;
}

/** Beside main.js when the program is built, beside this file when it runs from source. */
const processFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './paperProcess.ts' : './paperProcess.js', import.meta.url),
);

/**
 * Papers set in processes of their own, so that thousands of them do not hold up a page, and a compiler that falls does not take the
 * program with it. In threads of one process two compilers wait for each other's memo, and made a quarter less. A process starts with
 * the first paper that needs it, and one that dies is replaced by the next paper.
 */
export function createPaperProcesses({ processes, ...settings }: PaperProcessSettings): DocumentRenderer {
  const turnstile = createTurnstile({ atOnce: processes, waiting: 50 });
  const idle = new Set<ChildProcess>();
  const take = (): ChildProcess => {
    for (const child of idle) {
      idle.delete(child);
      return child;
    }
    const child = start(settings);
    const gone = () => idle.delete(child);
    // A fault at work is told to who waits for the paper; otherwise it concerns nobody.
    return child.once('exit', gone).on('error', gone);
  };
  return {
    pdf: (template, data) =>
      turnstile.run(async () => {
        const child = take();
        const answer = await ask(child, { template, data }).catch((fault: unknown) => {
          child.kill('SIGKILL');
          throw fault;
        });
        if (child.connected) idle.add(child);
        if (answer.kind === 'pdf') return answer.pdf;
        if (answer.kind === 'uncovered') throw new UncoveredCharacters(answer.characters);
        throw new Error(answer.message);
      }),
  };
}

function start(settings: TypstSettings): ChildProcess {
  return fork(processFile, [JSON.stringify(settings)], {
    // Nothing of the program's environment (it has keys): one paper at a time needs one thread.
    env: { RAYON_NUM_THREADS: '1' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** One paper of one process. It keeps the program alive only while somebody waits for it. */
function ask<T extends keyof TemplateData>(child: ChildProcess, wanted: PaperWanted<T>): Promise<PaperAnswer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      child.unref();
      child.channel?.unref();
      child.off('message', onAnswer).off('error', onFault).off('exit', onExit);
      settle();
    };
    const onAnswer = (answer: PaperAnswer) => end(() => resolve(answer));
    const onFault = (error: Error) => end(() => reject(error));
    const onExit = (code: number | null) =>
      end(() => reject(new Error(`a process that sets papers has ended (${code})`)));
    child.on('message', onAnswer).on('error', onFault).on('exit', onExit);
    child.ref();
    child.channel?.ref();
    child.send(wanted, (error) => {
      if (error !== null) onFault(error);
    });
  });
}
