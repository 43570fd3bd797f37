import type { ComponentChildren } from 'preact';

export type TagTone = 'valid' | 'underway' | 'late' | 'neutral' | 'info';

const colours: Record<TagTone, string> = {
  valid: 'success',
  underway: 'apricot',
  late: 'accent',
  neutral: 'neutral',
  info: 'info',
};

/** A state in a word; the colour only repeats it. */
export function Tag({ tone, children }: { tone: TagTone; children: ComponentChildren }) {
  return (
    <span class="ds-tag" data-color={colours[tone]}>
      {children}
    </span>
  );
}
