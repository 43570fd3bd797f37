import type { ComponentChildren } from 'preact';

export type TrailState = 'done' | 'current' | 'todo' | 'stopped';

export interface TrailStep {
  label: string;
  note?: ComponentChildren | undefined;
  /** `stopped`: the application ended or was returned here. */
  state: TrailState;
}

const stateWords: Record<TrailState, string> = {
  done: '已完成:',
  current: '正在办理:',
  todo: '未开始:',
  stopped: '已停止:',
};

/** The few steps of an application: where it has been, where it is, what comes. */
export function Trail({ steps, label = '办理进度' }: { steps: readonly TrailStep[]; label?: string | undefined }) {
  return (
    <ol class="trail" aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.label}
          data-state={step.state}
          aria-current={step.state === 'current' || step.state === 'stopped' ? 'step' : undefined}
        >
          <span class="sr-only">{stateWords[step.state]}</span>
          {step.label}
          {step.note && <small>{step.note}</small>}
        </li>
      ))}
    </ol>
  );
}

export interface TimelineEntry {
  id: string;
  /** Machine-readable time. */
  at: string;
  /** The same for people, e.g. 11月18日 09:12 */
  when: string;
  who: string;
  what: ComponentChildren;
  /** Words said at this step: a reason, an opinion, what to supply. */
  words?: string | undefined;
  tone?: 'done' | 'underway' | 'late' | undefined;
}

/** What has happened so far: who, when, what, in their words. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol class="timeline">
      {entries.map((entry) => (
        <li key={entry.id} data-tone={entry.tone}>
          <strong>{entry.what}</strong>
          <span class="by">
            <time dateTime={entry.at}>{entry.when}</time> · {entry.who}
          </span>
          {entry.words && <blockquote>{entry.words}</blockquote>}
        </li>
      ))}
    </ol>
  );
}
