import { parseArgs } from 'node:util';
import { runPaperBatch } from '../actions/papers/runPaperBatch.ts';
import { startPaperBatch } from '../actions/papers/startPaperBatch.ts';
import { viewUnmade } from '../actions/papers/viewPaperBatches.ts';
import type { Services } from '../actions/services.ts';
import { unmadeReasons } from '../domain/register/unmadePaper.ts';
import { SealAway } from '../outside/seal/seal.ts';
import { type CommandAnswer, failed, succeeded, UsageError } from './answer.ts';

const usage = '用法:licences render --all 或 licences render --region 行政区划代码';

/** `licences render`: makes and seals the papers of all licences in force, here and now; broken off, the same command goes on. */
export async function licencesRender(services: Services, args: string[]): Promise<CommandAnswer> {
  const options = { all: { type: 'boolean', default: false }, region: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const { all, region } = values;
  if (positionals.length > 0 || all === (region !== undefined)) throw new UsageError(usage);
  if (region !== undefined && !/^\d{6}$/.test(region)) throw new UsageError(`行政区划代码是6位数字。${usage}`);
  const order = { accountId: null, name: '命令行', organisation: '', authorityPath: null, regionCode: region ?? null };
  const batch = await startPaperBatch(services, order, false);
  try {
    const ended = await runPaperBatch(services, batch.id);
    if (ended === undefined) return failed('这一批正由另一个程序制作,请稍后再看。');
    const { total, made, kept, refused } = ended;
    const unmade = await viewUnmade(services, ended);
    const lines = unmade.map(({ licenceNo, reason }) => `\n  ${licenceNo} ${unmadeReasons[reason]}`);
    const text = `制证完成:新制 ${made} 份,内容未变保留 ${kept} 份,未制 ${refused} 份${lines.join('')}`;
    return succeeded(text, { total, made, kept, refused, unmade });
  } catch (error) {
    if (!(error instanceof SealAway)) throw error;
    return failed(`${error.words}。已制作的证书不受影响,恢复后用同一命令继续。`);
  }
}
