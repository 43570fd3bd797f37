import { parentPort, workerData } from 'node:worker_threads';
import { type TemplateData, UncoveredCharacters } from './documentRenderer.ts';
import { createTypstRenderer, type TypstSettings } from './typst.ts';

/** What a thread is asked. */
export interface PaperWanted<T extends keyof TemplateData = keyof TemplateData> {
  readonly template: T;
  readonly data: TemplateData[T];
}

/** What it answers: the paper, or why there is none. */
export type PaperAnswer =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'uncovered'; readonly characters: readonly string[] }
  | { readonly kind: 'fault'; readonly message: string };

const renderer = createTypstRenderer(workerData as TypstSettings);

async function answer({ template, data }: PaperWanted): Promise<PaperAnswer> {
  try {
    // A copy of its own, which can be handed over without copying it again.
    return { kind: 'pdf', pdf: new Uint8Array(await renderer.pdf(template, data)) };
  } catch (error) {
    if (error instanceof UncoveredCharacters) return { kind: 'uncovered', characters: error.characters };
    return { kind: 'fault', message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', async (wanted: PaperWanted) => {
  const answered = await answer(wanted);
  parentPort?.postMessage(answered, answered.kind === 'pdf' ? [answered.pdf.buffer] : []);
});
