import type { ComponentChildren } from 'preact';
import { QueueNav, type QueueNavProps } from './navigation.tsx';

/** The two columns of a desk: its queues at the side, and what is asked for. */
export function DeskColumns({ nav, children }: { nav: QueueNavProps; children: ComponentChildren }) {
  return (
    <div class="desk">
      <aside>
        <QueueNav {...nav} />
      </aside>
      <div>{children}</div>
    </div>
  );
}
