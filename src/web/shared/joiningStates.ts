import type { JoiningLine } from '../../actions/joining/listJoiningRequests.ts';
import type { TagTone } from './tag.tsx';

/** The state of a 机构入驻申请 as both sides read it. */
export const joiningStates: Readonly<Record<JoiningLine['state'], { readonly tone: TagTone; readonly words: string }>> =
  {
    open: { tone: 'underway', words: '核实中' },
    supplement: { tone: 'info', words: '待补充' },
    approved: { tone: 'valid', words: '已同意' },
    refused: { tone: 'neutral', words: '不同意' },
  };
