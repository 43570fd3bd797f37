import type { Told } from '../../domain/register/smallNumbers.ts';

export interface BarChartProps {
  /** Of each bar its number; what is withheld is drawn as a dot. */
  readonly values: readonly { readonly key: string; readonly value: Told }[];
}

const [width, height, gap] = [24, 96, 6] as const;
const fewestPlaces = 12;

/** Bars beside a table that says the same: a picture for the eye alone, drawn on the server. */
export function BarChart({ values }: BarChartProps) {
  const most = Math.max(0, ...values.map(({ value }) => value ?? 0));
  // Nothing but zeros and what is withheld: the table says it, and there is nothing to see.
  if (most === 0) return null;
  // Few bars stay bars.
  const across = Math.max(values.length, fewestPlaces) * (width + gap) + gap;
  return (
    <svg class="bars" aria-hidden="true" viewBox={`0 0 ${across} ${height + 4}`} preserveAspectRatio="none">
      <path class="axis" d={`M0 ${height + 2}H${across}`} />
      {values.map(({ key, value }, index) => {
        const x = gap + index * (width + gap);
        if (value === null) return <rect key={key} class="withheld" x={x} y={height - 2} width={width} height={4} />;
        const tall = Math.round((value / most) * height);
        return <rect key={key} x={x} y={height + 2 - tall} width={width} height={tall} />;
      })}
    </svg>
  );
}
