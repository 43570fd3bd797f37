import type { FileView } from '../../actions/desk/fileView.ts';
import { formatDateTime } from '../../domain/time/dates.ts';
import { Card } from './card.tsx';

export interface LettersCardProps {
  readonly letters: FileView['letters'];
  readonly href: (id: string) => string;
  readonly today: Temporal.PlainDate;
}

/** 文书: every letter of a file, to read again at any time. Nothing where none has been written. */
export function LettersCard({ letters, href, today }: LettersCardProps) {
  if (letters.length === 0) return null;
  return (
    <Card title="文书">
      <ul>
        {letters.map(({ id, number, title, issuedAt }) => (
          <li key={id}>
            <a href={href(id)}>{`${title}(PDF)`}</a>
            <br />
            <span class="quiet">{`${number},${formatDateTime(Temporal.Instant.from(issuedAt), today)}`}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
