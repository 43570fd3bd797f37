// A process that sets papers, started by paperProcesses.ts: one paper after the other, as it is asked.
import { z } from 'zod';
import { type TemplateData, UncoveredCharacters } from './documentRenderer.ts';
import { createTypstRenderer } from './typst.ts';

/** What a process is asked. */
export interface PaperWanted<T extends keyof TemplateData = keyof TemplateData> {
  readonly template: T;
  readonly data: TemplateData[T];
}

/** What it answers: the paper, or why there is none. */
export type PaperAnswer =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array }
  | { readonly kind: 'uncovered'; readonly characters: readonly string[] }
  | { readonly kind: 'fault'; readonly message: string };

const settings = z.object({ templateFolder: z.string(), fontFolders: z.array(z.string()).default([]) });
const renderer = createTypstRenderer(settings.parse(JSON.parse(process.argv[2] ?? '')));

async function answer({ template, data }: PaperWanted): Promise<PaperAnswer> {
  try {
    return { kind: 'pdf', pdf: await renderer.pdf(template, data) };
  } catch (error) {
    if (error instanceof UncoveredCharacters) return { kind: 'uncovered', characters: error.characters };
    return { kind: 'fault', message: error instanceof Error ? error.message : String(error) };
  }
}

// Ctrl-C reaches every process of a terminal: the program that asked decides when this one ends, by closing the channel between them.
// Killed, it closes it as well.
process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);
process.on('message', async (wanted: PaperWanted) => process.send?.(await answer(wanted)));
