import Link from "next/link";
import type { ComponentProps } from "react";

export function TextLink(props: ComponentProps<typeof Link>) {
  return (
    <Link
      className="rounded-sm font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2"
      {...props}
    />
  );
}
