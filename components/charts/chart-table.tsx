type ChartTableProps = {
  /** What the table lists, such as "Logins per day". */
  label: string;
  columns: string[];
  /** The name of each row and its values, in the order of the columns. */
  rows: { name: string; values: string[] }[];
};

/** The numbers behind a chart, to be opened under it. */
export function ChartTable({ label, columns, rows }: ChartTableProps) {
  return (
    <details className="group/table mt-auto pt-3 text-sm">
      <summary className="inline-flex min-h-6 cursor-pointer items-center font-semibold text-muted hover:text-ink">
        <span className="group-open/table:hidden">Show table</span>
        <span className="hidden group-open/table:inline">Hide table</span>
        <span className="sr-only">: {label}</span>
      </summary>
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls must be reachable and named */}
      <div
        role="region"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-2 max-h-72 overflow-auto rounded-field border border-line"
      >
        <table className="w-full text-right tabular-nums">
          <thead className="sticky top-0 bg-sunken text-muted">
            <tr>
              {["Day", ...columns].map((column) => (
                <th
                  key={column}
                  scope="col"
                  className="px-3 py-2 font-semibold whitespace-nowrap first:text-left"
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                  {name}
                </th>
                {values.map((value, column) => (
                  <td key={columns[column]} className="px-3 py-1.5">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
