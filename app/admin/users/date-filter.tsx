import { Input } from "@/components/ui/input";

type DateFilterProps = { name: string; label: string; value: string | undefined };

/** A day to filter by. It applies when the form is submitted: while somebody types, the date is not complete. */
export function DateFilter({ name, label, value }: DateFilterProps) {
  return (
    <label
      htmlFor={name}
      className="flex min-w-0 flex-col text-sm text-muted md:flex-row md:items-center md:gap-2"
    >
      <span className="whitespace-nowrap">{label}</span>
      <Input key={value} id={name} type="date" name={name} defaultValue={value} className="md:w-40" />
    </label>
  );
}
