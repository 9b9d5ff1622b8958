import { cx } from "class-variance-authority";
import { ChartFrame, DayColumn, PLOT_HEIGHT, percent } from "./chart-frame";
import { axisTicks, shortNumber } from "./scale";

/** The part of a bar. The tones in the order in which they are stacked. */
export type BarTone = "accent" | "accent-light" | "neutral" | "danger";

const FILLS: Record<BarTone, string> = {
  accent: "fill-accent",
  "accent-light": "fill-accent opacity-45",
  neutral: "fill-field",
  danger: "fill-danger",
};

/** A day with its values, from the bottom to the top of its bar. */
export type Bar = { day: Date; title: string; parts: { tone: BarTone; value: number }[] };

type BarChartProps = {
  /** What the chart shows, in a sentence. */
  label: string;
  bars: Bar[];
  /** What is said if there are no values, such as "No logins". */
  emptyText: string;
};

/** A bar a day. The last day isn't over, so its bar is paler. */
export function BarChart({ label, bars, emptyText }: BarChartProps) {
  const sums = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const maximum = Math.max(0, ...sums);
  const ticks = axisTicks(maximum);
  const scale = PLOT_HEIGHT / (ticks.at(-1) ?? 1);
  return (
    <ChartFrame
      label={label}
      days={bars.map(({ day }) => day)}
      ticks={maximum === 0 ? [0] : ticks}
      formatTick={shortNumber}
      emptyText={maximum === 0 ? emptyText : undefined}
    >
      {bars.map((bar, index) => (
        <DayColumn key={bar.day.getTime()} index={index} count={bars.length} title={bar.title}>
          <StackedBar {...bar} index={index} count={bars.length} scale={scale} />
        </DayColumn>
      ))}
    </ChartFrame>
  );
}

type StackedBarProps = Bar & { index: number; count: number; scale: number };

function StackedBar({ parts, index, count, scale }: StackedBarProps) {
  // Few bars would look like blocks.
  const share = count <= 7 ? 0.5 : 0.68;
  let bottom = PLOT_HEIGHT;
  return (
    <g className={cx(index === count - 1 && "opacity-60")}>
      {parts
        .filter(({ value }) => value > 0)
        .map(({ tone, value }) => {
          // A single one among thousands is still seen.
          const height = Math.max(value * scale, 1.5);
          bottom -= height;
          return (
            <rect
              key={tone}
              x={percent((index + (1 - share) / 2) / count)}
              width={percent(share / count)}
              y={Number(bottom.toFixed(2))}
              height={Number(height.toFixed(2))}
              rx={count <= 30 ? 2 : 1}
              className={FILLS[tone]}
            />
          );
        })}
    </g>
  );
}

/** The square in front of the name of a part, in a legend. */
export function LegendMark({ tone }: { tone: BarTone }) {
  return (
    <svg width="10" height="10" aria-hidden="true" className="shrink-0">
      <rect width="10" height="10" rx="2" className={FILLS[tone]} />
    </svg>
  );
}
