import type { ReactNode } from "react";
import { ChartTable } from "@/components/charts/chart-table";
import { Card } from "@/components/ui/card";

type ChartCardProps = {
  title: string;
  /** The number that the chart adds up to. */
  value: string;
  /** What the number is compared with or a part of. */
  note?: string | undefined;
  /** The numbers of each day. */
  table: { columns: string[]; rows: { name: string; values: string[] }[] };
  /** List items that explain the colors. */
  legend?: ReactNode;
  /** The chart. */
  children: ReactNode;
};

/** A chart with its number and, in a table, what it is made of. */
export function ChartCard({ title, value, note, table, legend, children }: ChartCardProps) {
  const id = `chart-${title.toLowerCase().replaceAll(" ", "-")}`;
  return (
    <Card padding="compact" aria-labelledby={id} className="flex min-w-0 flex-col">
      <h2 id={id} className="text-sm font-semibold text-muted">
        {title}
      </h2>
      <p className="mt-1 mb-6 flex flex-wrap items-baseline gap-x-3">
        <span className="text-title font-semibold">{value}</span>
        {note && <span className="text-sm text-muted">{note}</span>}
      </p>
      {children}
      {legend && (
        <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
          {legend}
        </ul>
      )}
      <ChartTable label={`${title} per day`} {...table} />
    </Card>
  );
}
