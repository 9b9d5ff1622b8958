import { ChartFrame, DayColumn, PLOT_HEIGHT, percent } from "./chart-frame";
import { axisTicks } from "./scale";

/** A day with its value, if it is known. */
export type LinePoint = { day: Date; title: string; value: number | undefined };

type LineChartProps = {
  /** What the chart shows, in a sentence. */
  label: string;
  points: LinePoint[];
  formatTick: (value: number) => string;
  /** What is said if there are no values. */
  emptyText: string;
};

/** A line through one value a day. It has gaps where a value isn't known. */
export function LineChart({ label, points, formatTick, emptyText }: LineChartProps) {
  const values = points.flatMap(({ value }) => value ?? []);
  const ticks = axisTicks(Math.max(0, ...values));
  const count = points.length;
  const x = (index: number) => percent((index + 0.5) / count);
  const y = (value: number) => Number((PLOT_HEIGHT - (value / (ticks.at(-1) ?? 1)) * PLOT_HEIGHT).toFixed(2));
  return (
    <ChartFrame
      label={label}
      days={points.map(({ day }) => day)}
      ticks={values.length === 0 ? [0] : ticks}
      formatTick={formatTick}
      emptyText={values.length === 0 ? emptyText : undefined}
    >
      {points.map(({ day, title, value }, index) => {
        const before = points[index - 1]?.value;
        return (
          <DayColumn key={day.getTime()} index={index} count={count} title={title}>
            {value !== undefined && before !== undefined && (
              <line
                x1={x(index - 1)}
                y1={y(before)}
                x2={x(index)}
                y2={y(value)}
                strokeWidth="2"
                strokeLinecap="round"
                className="stroke-accent"
              />
            )}
            {value !== undefined && (
              <circle
                cx={x(index)}
                cy={y(value)}
                r={index === count - 1 ? 4 : 3}
                className={
                  index === count - 1 ? "fill-accent" : "fill-accent opacity-0 group-hover/day:opacity-100"
                }
              />
            )}
          </DayColumn>
        );
      })}
    </ChartFrame>
  );
}
