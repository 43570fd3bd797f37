import type { ComponentChildren } from 'preact';

export interface ProgressProps {
  /** Id of the bar. */
  id: string;
  label: string;
  value: number;
  max: number;
  children?: ComponentChildren | undefined;
}

/** Long work. Without a script the page asks again: give `refreshSeconds` to Layout while `value < max`. */
export function Progress({ id, label, value, max, children }: ProgressProps) {
  const percent = max > 0 ? Math.floor((value / max) * 100) : 0;
  return (
    <div class="work">
      <label for={id}>{label}</label>
      <progress id={id} value={value} max={max}>
        {percent}%
      </progress>
      <p>
        已完成 {value} / {max}({percent}%)
      </p>
      {children}
    </div>
  );
}
