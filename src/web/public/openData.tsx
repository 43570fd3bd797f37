import { listOpenData, type OpenDataEdition, readOpenData } from '../../actions/public/readOpenData.ts';
import { type OpenField, openDataLicence, openDatasets } from '../../domain/register/openDataFields.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import { Card } from '../shared/card.tsx';
import type { PageContext } from '../shared/context.ts';
import { EmptyState } from '../shared/emptyState.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { DataTable } from '../shared/table.tsx';
import { publicMessage, publicPage } from './shell.tsx';

const title = '开放数据';
const frame = { title, current: 'published', tab: 'openData' } as const;
const whole = new Intl.NumberFormat('zh-CN');

async function show(context: PageContext): Promise<Answer> {
  const [last, ...earlier] = await listOpenData(context.services);
  const children = (
    <>
      <PageHeading
        title={title}
        note="执业注册的汇总数据,每天更新,可以下载。没有姓名、证件号码、执业证书编码和联系方式。"
      />
      {last === undefined ? <EmptyState title="数据正在准备,请过一会儿再来" /> : <Edition edition={last} />}
      <Dictionary />
      <Card title="使用许可和核对">
        <p>{openDataLicence}</p>
        <p>
          清单(manifest.jws)列出每个文件的行数、长度和 SHA-256,由本系统签名(JWS,ES256)。下载后计算文件的
          SHA-256,与清单一致的,就是本系统公布的文件。
        </p>
      </Card>
      {earlier.length > 0 && <Earlier editions={earlier} />}
    </>
  );
  return html(publicPage(context, { ...frame, children }));
}

function dayWords(day: string): string {
  return formatDate(Temporal.PlainDate.from(day));
}

function Edition({ edition: { day, files } }: { edition: OpenDataEdition }) {
  return (
    <Card title={`${dayWords(day)}的数据`} aside={<a href={paths.openDataFile(day, 'manifest.jws')}>清单</a>}>
      <DataTable
        id="files"
        caption="文件"
        captionHidden
        columns={[
          {
            key: 'name',
            header: '文件',
            cell: ({ name }) => <a href={paths.openDataFile(day, name)}>{name}</a>,
            rowHeader: true,
          },
          { key: 'rows', header: '行数', cell: ({ rows }) => whole.format(rows), align: 'number' },
          { key: 'bytes', header: '字节', cell: ({ bytes: size }) => whole.format(size), align: 'number' },
          { key: 'sha256', header: 'SHA-256', cell: ({ sha256 }) => <code class="digest">{sha256}</code> },
        ]}
        rows={files}
        rowKey={({ name }) => name}
        empty={{ title: '没有文件' }}
      />
    </Card>
  );
}

function Dictionary() {
  return (
    <>
      {Object.entries(openDatasets).map(([dataset, { title: called, what, fields }]) => (
        <Card key={dataset} title={`${called}(${dataset})`}>
          <p>{what}。</p>
          <DataTable
            id={dataset}
            caption={`${called}:数据字典`}
            columns={[
              { key: 'heading', header: 'CSV 表头', cell: ({ heading }) => heading, rowHeader: true, nowrap: true },
              { key: 'key', header: 'JSON 字段', cell: ({ key }) => <code>{key}</code> },
              { key: 'meaning', header: '说明', cell: ({ meaning }) => meaning },
            ]}
            rows={fields as readonly OpenField[]}
            rowKey={({ key }) => key}
            empty={{ title: '没有字段' }}
          />
        </Card>
      ))}
    </>
  );
}

function Earlier({ editions }: { editions: readonly OpenDataEdition[] }) {
  return (
    <details class="ds-details">
      <summary>以前的数据(保留30天)</summary>
      <ul>
        {editions.map(({ day, files }) => (
          <li key={day}>
            {dayWords(day)}:
            {[...files.map(({ name }) => name), 'manifest.jws'].map((name) => (
              <a class="file-link" key={name} href={paths.openDataFile(day, name)}>
                {name}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

async function download(context: PageContext): Promise<Answer> {
  const { day = '', name = '' } = context.params;
  const outcome = await readOpenData(context.services, { day, name });
  if (outcome.kind !== 'done') return notFoundPage(context, publicMessage);
  return bytes(outcome.value.type, outcome.value.body, `xinglin-${day}-${name}`);
}

export const openDataPages: readonly Route[] = [
  on.anyone('GET', paths.openData, title, show),
  on.anyone('GET', `${paths.openData}/:day/:name`, '开放数据文件', download),
];
