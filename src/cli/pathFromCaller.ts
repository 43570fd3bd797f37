import { resolve } from 'node:path';

/** npm runs scripts in the folder of the package; what people type is meant from where they stand. */
export function pathFromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
