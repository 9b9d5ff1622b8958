import type { ReactNode } from "react";
import { namedDays, shortDay } from "./scale";

/** The height of the area that the values are drawn in, in pixels. */
export const PLOT_HEIGHT = 160;
const DAY_NAMES_HEIGHT = 24;

type ChartFrameProps = {
  /** What the chart shows, in a sentence: screen readers get it instead of the picture. */
  label: string;
  days: Date[];
  ticks: number[];
  formatTick: (value: number) => string;
  /** What is said in place of values if there are none. */
  emptyText?: string | undefined;
  children: ReactNode;
};

/**
 * The axes of a chart with one value a day. Positions from left to right are percentages and those from top to bottom
 * are pixels, so the chart fits any width without a script, and its texts keep their size.
 */
export function ChartFrame({ label, days, ticks, formatTick, emptyText, children }: ChartFrameProps) {
  const top = ticks.at(-1) || 1;
  return (
    <div className="relative grid grid-cols-[auto_1fr] gap-x-2.5">
      <div
        aria-hidden="true"
        className="-mt-2 flex h-44 flex-col-reverse justify-between text-right text-xs text-muted tabular-nums"
      >
        {ticks.map((tick) => (
          <span key={tick}>{formatTick(tick)}</span>
        ))}
      </div>
      <svg
        role="img"
        aria-label={label}
        width="100%"
        height={PLOT_HEIGHT + DAY_NAMES_HEIGHT}
        className="overflow-visible"
      >
        {ticks.map((tick) => {
          const y = PLOT_HEIGHT - (tick / top) * PLOT_HEIGHT;
          return (
            <line
              key={tick}
              x1="0"
              x2="100%"
              y1={y}
              y2={y}
              shapeRendering="crispEdges"
              className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
            />
          );
        })}
        {children}
        <DayNames days={days} />
      </svg>
      {emptyText && (
        <p className="absolute inset-x-0 top-0 flex h-40 items-center justify-center pl-8 text-sm text-muted">
          {emptyText}
        </p>
      )}
    </div>
  );
}

function DayNames({ days }: { days: Date[] }) {
  const last = days.length - 1;
  return namedDays(days.length).map((index) => {
    const day = days[index];
    // The names at the ends of a row of narrow columns would stick out.
    const anchor = days.length <= 7 ? "middle" : index === last ? "end" : index === 0 ? "start" : "middle";
    const shares = { start: 0, middle: 0.5, end: 1 };
    return (
      day && (
        <text
          key={index}
          x={percent((index + shares[anchor]) / days.length)}
          y={PLOT_HEIGHT + DAY_NAMES_HEIGHT - 4}
          textAnchor={anchor}
          className="fill-muted text-xs"
        >
          {shortDay(day)}
        </text>
      )
    );
  });
}

/** Formats a share as a position. */
export const percent = (share: number) => `${Number((share * 100).toFixed(3))}%`;

/** Draws what belongs to one day. Pointing at any place above the day shows its title. */
export function DayColumn({
  index,
  count,
  title,
  children,
}: {
  index: number;
  count: number;
  title: string;
  children?: ReactNode;
}) {
  return (
    <g className="group/day">
      <title>{title}</title>
      <rect
        x={percent(index / count)}
        width={percent(1 / count)}
        y="0"
        height={PLOT_HEIGHT}
        className="fill-transparent group-hover/day:fill-ink/6"
      />
      {children}
    </g>
  );
}
