import type { ComponentProps, ReactNode } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { children: ReactNode };

/** A checkbox with its label. */
export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2.5 text-sm leading-6">
      <input type="checkbox" className="mt-1 size-4 shrink-0 accent-accent" {...props} />
      <span>{children}</span>
    </label>
  );
}
