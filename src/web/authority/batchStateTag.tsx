import type { listBatches } from '../../actions/import/listBatches.ts';
import { Tag, type TagTone } from '../shared/tag.tsx';

export type Batch = Awaited<ReturnType<typeof listBatches>>[number];

const states: Readonly<Record<Batch['state'], { tone: TagTone; text: string }>> = {
  waiting: { tone: 'underway', text: '排队中' },
  running: { tone: 'underway', text: '正在读取' },
  preview: { tone: 'info', text: '预检完成' },
  done: { tone: 'valid', text: '已导入' },
  failed: { tone: 'late', text: '失败' },
  undone: { tone: 'neutral', text: '已撤销' },
};

export function BatchStateTag({ batch }: { batch: Batch }) {
  const { tone, text } = states[batch.state];
  return <Tag tone={tone}>{text}</Tag>;
}
