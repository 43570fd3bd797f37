import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';
import { createTurnstile } from '../turnstile.ts';
import { type DocumentRenderer, type TemplateData, UncoveredCharacters } from './documentRenderer.ts';
import { uncoveredIn } from './fontCoverage.ts';
import { printable } from './printable.ts';

const FONT_FILES = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
];

/** Papers after which what the compiler remembers is gone through, which takes a tenth of a paper; what none of them needed is dropped. */
const PAPERS_A_MEMO = 20;

/** Papers that are refused when a character of theirs cannot be drawn. */
const namesSomebody: readonly (keyof TemplateData)[] = ['licence', 'receipt'];

export interface TypstSettings {
  /** Folder of `applicationForm.typ`, `licence.typ` and `letter.typ`; the compiler reads nothing outside it. */
  readonly templateFolder: string;
  /** Folders with further fonts, for characters Noto SC lacks (it has 30 890; 𠮷 for one is not among them). */
  readonly fontFolders?: readonly string[];
}

/**
 * Papers by Typst. The compiler is made at the first paper (0.15 s) and kept. Measured: 12 to 20 ms of one core for two pages with
 * a photo; the process then levels off below 400 MB (10 000 papers), fonts and memo included.
 */
export function createTypstRenderer(settings: TypstSettings): DocumentRenderer {
  const folder = resolve(settings.templateFolder);
  // Compiling blocks the thread, so one at a time; between two papers other requests get their turn.
  const turnstile = createTurnstile({ atOnce: 1, waiting: 50 });
  let compiler: NodeCompiler | undefined;
  let papers = 0;
  return {
    pdf: (template, data) =>
      turnstile.run(async () => {
        await setImmediate();
        compiler ??= createCompiler(folder, settings.fontFolders ?? []);
        try {
          return render(compiler, folder, template, data);
        } finally {
          papers += 1;
          if (papers % PAPERS_A_MEMO === 0) compiler.evictCache(1);
        }
      }),
  };
}

function createCompiler(folder: string, fontFolders: readonly string[]): NodeCompiler {
  const { resolve: find } = createRequire(import.meta.url);
  const ownFolders = FONT_FILES.map((file) => dirname(find(file)));
  return NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [...ownFolders, ...fontFolders] }] });
}

function render<T extends keyof TemplateData>(
  compiler: NodeCompiler,
  folder: string,
  template: T,
  data: TemplateData[T],
): Uint8Array {
  const photo = data.photo === null ? undefined : photoFile(data.photo);
  if (photo !== undefined) compiler.mapShadow(join(folder, photo.name), photo.bytes);
  try {
    const inputs = printable({ ...data, photo: photo?.name ?? null });
    return exportPdf(compiler, join(folder, `${template}.typ`), inputs, !namesSomebody.includes(template));
  } finally {
    if (photo !== undefined) compiler.unmapShadow(join(folder, photo.name));
  }
}

/** PDF/UA-1 (readable aloud). Its check also finds the characters without glyph, in every font the compiler knows. */
function exportPdf(compiler: NodeCompiler, path: string, data: object, printAnyway: boolean): Uint8Array {
  const complete = compile(compiler, path, { ...data, missing: [] });
  try {
    return compiler.pdf(complete, { pdfStandard: 'ua-1' });
  } catch (fault) {
    const missing = uncoveredIn(fault);
    if (missing.length === 0) throw fault;
    if (!printAnyway) throw new UncoveredCharacters(missing);
    return compiler.pdf(compile(compiler, path, { ...data, missing }));
  }
}

function compile(compiler: NodeCompiler, mainFilePath: string, data: object): NodeTypstDocument {
  const compiled = compiler.compile({ mainFilePath, inputs: { data: JSON.stringify(data) } });
  if (compiled.result !== null) return compiled.result;
  const problem = compiled.takeDiagnostics();
  const diagnostics = problem === null ? [] : diagnosticsSchema.parse(compiler.fetchDiagnostics(problem));
  throw new Error(`${mainFilePath}: ${diagnostics.map(({ message }) => message).join('; ')}`);
}

const diagnosticsSchema = z.array(z.object({ message: z.string() }));

/** Only pictures the compiler should decode: an SVG could pull in text and further pictures. */
function photoFile(photo: Uint8Array): { name: string; bytes: Buffer } {
  const bytes = Buffer.from(photo.buffer, photo.byteOffset, photo.byteLength);
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return { name: 'photo.jpg', bytes };
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return { name: 'photo.png', bytes };
  throw new TypeError('a photo is JPEG or PNG');
}
