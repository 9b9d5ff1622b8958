import { type Bar, BarChart, LegendMark } from "@/components/charts/bar-chart";
import { ChartTable } from "@/components/charts/chart-table";
import { LineChart } from "@/components/charts/line-chart";
import { Specimen } from "./specimen";

const DAY_MS = 24 * 60 * 60 * 1000;
const COUNTS = [4, 9, 7, 12, 0, 3, 6];
const days = COUNTS.map((_, index) => new Date(Date.UTC(2026, 10, 20) + index * DAY_MS));

const bars: Bar[] = COUNTS.map((count, index) => ({
  day: days[index] ?? new Date(0),
  title: `${count} delivered, 1 failed`,
  parts: [
    { tone: "accent", value: count },
    { tone: "danger", value: 1 },
  ],
}));

/** Charts, with values and without. */
export function ChartSpecimens() {
  return (
    <Specimen title="Charts">
      <div className="grid gap-8 sm:grid-cols-2">
        <div>
          <BarChart label="Emails per day in a week: at most 13." bars={bars} emptyText="No emails" />
          <ul aria-label="Legend" className="mt-3 flex gap-4 text-xs text-muted">
            <li className="flex items-center gap-1.5">
              <LegendMark tone="accent" /> Delivered
            </li>
            <li className="flex items-center gap-1.5">
              <LegendMark tone="danger" /> Failed
            </li>
          </ul>
          <ChartTable
            label="Emails per day"
            columns={["Delivered"]}
            rows={COUNTS.map((count, index) => ({ name: `Day ${index + 1}`, values: [String(count)] }))}
          />
        </div>
        <BarChart
          label="Logins per day in a week: none."
          bars={days.map((day) => ({ day, title: "No logins", parts: [] }))}
          emptyText="No logins in this period"
        />
        <LineChart
          label="Share of users with two-factor authentication, which rises from 10% to 40%."
          points={days.map((day, index) => ({ day, title: `${10 + index * 5}%`, value: 10 + index * 5 }))}
          formatTick={(tick) => `${tick}%`}
          emptyText="Not known yet"
        />
      </div>
    </Specimen>
  );
}
