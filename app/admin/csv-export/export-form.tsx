import { Checkbox } from "@/components/forms/checkbox";
import { OwnPasswordField } from "@/components/forms/own-password-field";
import { PageHeading } from "@/components/layout/page-heading";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ArrowLeftIcon, DownloadIcon } from "@/components/ui/icons";
import { chosenColumns, EXPORT_COLUMNS, type ExportedList } from "@/lib/admin/export-columns";
import { formMessage, SESSION_EXPIRED, TRY_AGAIN } from "@/lib/messages/form-messages";
import { requireConfirmedIdentity } from "@/lib/sessions/confirm-page";
import type { Actor } from "@/lib/sessions/current-user";
import { needsPassword } from "@/lib/sessions/reauthentication";
import { LIST_PATHS } from "./export-path";

const LIST_NAMES = { users: "Users", events: "Audit log" } as const;
const ALERTS: Record<string, string> = {
  rate_limited: "Too many attempts. Try again later.",
  overloaded: TRY_AGAIN,
  unavailable: TRY_AGAIN,
  session_expired: SESSION_EXPIRED,
};

type ExportFormProps = {
  list: ExportedList;
  title: string;
  /** The filters of the list, as a query string. */
  search: string;
  actor: Actor;
  parameters: Record<string, string | string[] | undefined>;
};

/** The page on which an admin chooses what a CSV file has. It works without JavaScript: its form is answered with the file. */
export async function ExportForm({ list, title, search, actor, parameters }: ExportFormProps) {
  const path = LIST_PATHS[list];
  await requireConfirmedIdentity(actor, `${path}/export${search}`);
  const problem = String(parameters.problem ?? "");
  const passwordMessage = ["password_needed", "incorrect_password"].includes(problem)
    ? formMessage(problem as "password_needed" | "incorrect_password")
    : undefined;
  const alert = Object.hasOwn(ALERTS, problem) ? ALERTS[problem] : undefined;
  const chosen = chosenColumns(list, String(parameters.columns ?? ""));
  return (
    <main className="mx-auto w-full max-w-2xl flex-1 px-4 py-8 sm:px-8 sm:py-10">
      <a
        href={`${path}${search}`}
        className="mb-5 inline-flex min-h-6 items-center gap-1.5 text-sm font-semibold text-muted hover:text-ink"
      >
        <ArrowLeftIcon className="size-4" /> {LIST_NAMES[list]}
      </a>
      <PageHeading title={title}>
        The CSV file has the whole list as it is filtered, not only one page. The export is recorded in the
        audit log.
      </PageHeading>
      <Card>
        {alert && <Alert className="mb-5">{alert}</Alert>}
        <form action={`${path}/export/download${search}`} method="post" className="space-y-6">
          <fieldset>
            <legend className="mb-3 font-semibold">Columns</legend>
            <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
              {Object.entries(EXPORT_COLUMNS[list]).map(([name, column]) => (
                <Checkbox key={name} name={`column_${name}`} defaultChecked={chosen.includes(name)}>
                  {column.title}
                </Checkbox>
              ))}
            </div>
          </fieldset>
          <fieldset>
            <legend className="mb-3 font-semibold">Format</legend>
            <Checkbox name="byte_order_mark" defaultChecked>
              Mark the file as UTF-8, for Excel
            </Checkbox>
            <p className="mt-3 text-sm leading-6 text-muted">
              A cell that a spreadsheet would run as a formula begins with an apostrophe. Times are in UTC.
            </p>
          </fieldset>
          {(needsPassword(actor) || passwordMessage) && (
            <OwnPasswordField messages={passwordMessage ? [passwordMessage] : []} />
          )}
          <Button type="submit">
            <DownloadIcon className="size-4" /> Download CSV
          </Button>
        </form>
      </Card>
    </main>
  );
}
