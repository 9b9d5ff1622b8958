"use client";

import { useActionState } from "react";
import { Field } from "@/components/forms/field";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { changeDeviceAction, removeDeviceAction } from "./actions";

type DeviceCardProps = {
  device: { id: string; name: string; type: string; browser: string; os: string; isTrusted: boolean };
  /** Whether trusting the device requires the password. */
  needsPassword: boolean;
  lastUsed: string;
  added: string;
  /** Whether this is the device of the current session. */
  isCurrent: boolean;
};

/** Shows a device with its actions. Each action is a separate form, so all of them work without JavaScript. */
export function DeviceCard({ device, needsPassword, lastUsed, added, isCurrent }: DeviceCardProps) {
  const { id, name, type, browser, os, isTrusted } = device;
  const [renamed, rename, isRenaming] = useActionState<FormState, FormData>(
    changeDeviceAction,
    initialFormState,
  );
  const [trusted, trust, isTrusting] = useActionState<FormState, FormData>(
    changeDeviceAction,
    initialFormState,
  );
  const description = [type, browser, os].filter(Boolean).join(" · ");
  return (
    <section
      aria-label={name}
      className="space-y-4 rounded-card border border-line bg-card p-5 shadow-card sm:p-6"
    >
      <div>
        <h2 className="flex flex-wrap items-center gap-2 font-semibold wrap-anywhere">
          {name} {isCurrent && <Badge>This device</Badge>}{" "}
          {isTrusted && <Badge tone="success">Trusted</Badge>}
        </h2>
        <p className="mt-1 text-sm leading-6 text-muted wrap-anywhere">
          {description}
          <br />
          Last used {lastUsed} · Added {added}
        </p>
      </div>
      {[renamed, trusted].map(({ message }) => message && <Alert key={message}>{message}</Alert>)}
      <form action={rename} className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="id" value={id} />
        <div className="min-w-0 flex-1 basis-52">
          <Field
            label="Name"
            name="device_name"
            defaultValue={renamed.values.device_name ?? name}
            messages={renamed.errors.device_name ?? []}
          />
        </div>
        <Button type="submit" variant="secondary" disabled={isRenaming}>
          Rename
        </Button>
      </form>
      <div className="flex flex-wrap items-end gap-3">
        <form action={trust} className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="is_trusted" value={isTrusted ? "false" : "true"} />
          {!isTrusted && (needsPassword || trusted.errors.password) && (
            <Field
              label="Password"
              type="password"
              name="password"
              autoComplete="current-password"
              autoFocus={trusted.errors.password !== undefined}
              messages={trusted.errors.password ?? []}
            />
          )}
          <Button type="submit" variant="secondary" size="small" disabled={isTrusting}>
            {isTrusted ? "Remove trust" : "Trust device"}
          </Button>
        </form>
        <form action={removeDeviceAction}>
          <input type="hidden" name="id" value={id} />
          <Button type="submit" variant="ghost" size="small" aria-label={`Remove device ${name}`}>
            Remove device
          </Button>
        </form>
      </div>
      {isCurrent && <p className="text-sm text-muted">Removing this device logs you out.</p>}
    </section>
  );
}
