import Form from "next/form";
import { Checkbox } from "@/components/forms/checkbox";
import { FormPendingMark } from "@/components/layout/form-pending-mark";
import { Button, buttonStyle } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { LIST_COLUMNS, type ListColumn, shownColumns } from "@/lib/admin/list-columns";
import { buildUsersQuery, type ListUsersQuery } from "@/lib/admin/list-users-query";

const NAMES = (Object.keys(LIST_COLUMNS) as ListColumn[]).filter((name) => name !== "username");

/** Chooses the columns of the list, which the URL then has. Narrow screens have no columns. */
export function ColumnMenu({ query }: { query: ListUsersQuery }) {
  const shown = shownColumns(query);
  const kept = new URLSearchParams(buildUsersQuery({ ...query, columns: undefined }));
  return (
    <div className="hidden md:block">
      <Menu
        // A new key closes the menu and shows the columns of the new URL. The fragment then leads to its button.
        key={query.columns ?? ""}
        id="columns"
        label="Columns"
        trigger="Columns"
        triggerClassName={buttonStyle({ variant: "secondary", size: "small" })}
      >
        <Form action="/admin/users#columns" className="space-y-3 p-2">
          {[...kept].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="columns" value="username" />
          {NAMES.map((name) => (
            <Checkbox key={name} name="columns" value={name} defaultChecked={shown.has(name)}>
              {LIST_COLUMNS[name]}
            </Checkbox>
          ))}
          <Button type="submit" size="small">
            Show columns
          </Button>
          <FormPendingMark />
        </Form>
      </Menu>
    </div>
  );
}
