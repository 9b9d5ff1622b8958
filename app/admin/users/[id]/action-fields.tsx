import { useId } from "react";
import { Select } from "@/components/ui/select";
import { SUSPENSION_DAYS } from "@/lib/schemas/suspension";

/** Asks how long a suspension lasts. */
export function DurationField({ chosen }: { chosen: string | undefined }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        Ends
      </label>
      <Select id={id} name="days" className="w-full" defaultValue={chosen ?? ""}>
        <option value="">When it is reactivated</option>
        {SUSPENSION_DAYS.map((days) => (
          <option key={days} value={days}>
            {days === 1 ? "After 1 day" : `After ${days} days`}
          </option>
        ))}
      </Select>
    </div>
  );
}

type RoleFieldProps = {
  roles: { value: string; name: string }[];
  chosen: string | undefined;
  messages: string[];
};

/** Asks for a role. */
export function RoleField({ roles, chosen, messages }: RoleFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-semibold">
        New role
      </label>
      <Select id={id} name="role" defaultValue={chosen} className="w-full">
        {roles.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
      {messages.map((message) => (
        <p key={message} className="mt-1.5 text-sm leading-5 text-danger">
          {message}
        </p>
      ))}
    </div>
  );
}
