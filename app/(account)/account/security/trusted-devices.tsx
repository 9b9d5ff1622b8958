import { Button } from "@/components/ui/button";
import { LocalDate } from "@/components/ui/local-date";
import type { ListedDevice } from "@/lib/devices/manage-devices";
import { removeTrustAction } from "./actions";

/** Lists the devices that skip the second factor, each with a button that ends that. */
export function TrustedDevices({ devices }: { devices: ListedDevice[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {devices.map(({ id, name, trustedUntil }) => (
        <li key={id} className="flex items-center justify-between gap-x-4 py-3 last:pb-0">
          <div className="min-w-0">
            <p className="font-medium wrap-anywhere">{name}</p>
            {trustedUntil && (
              <p className="text-sm leading-6 text-muted">
                Until <LocalDate dateTime={trustedUntil.toISOString()} />
              </p>
            )}
          </div>
          <form action={removeTrustAction}>
            <input type="hidden" name="id" value={id} />
            <Button type="submit" variant="secondary" size="small" aria-label={`Remove trust from ${name}`}>
              Remove trust
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
