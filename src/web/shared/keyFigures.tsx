export interface KeyFigure {
  label: string;
  value: string | number;
  unit?: string | undefined;
  tone?: 'late' | undefined;
}

export function KeyFigures({ figures }: { figures: readonly KeyFigure[] }) {
  return (
    <dl class="figures">
      {figures.map(({ label, value, unit, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-tone={tone}>
            {value}
            {unit && <small>{unit}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
