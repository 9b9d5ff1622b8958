import type { ReactNode } from "react";

type StatusPageProps = {
  /** A short word above the title, such as the HTTP status. */
  label: string;
  title: string;
  /** What happened and what to do. */
  children: ReactNode;
  /** Buttons or links. */
  actions: ReactNode;
};

/** A page that takes the place of the one that can't be shown. */
export function StatusPage({ label, title, children, actions }: StatusPageProps) {
  return (
    <main className="mx-auto flex w-full max-w-xl flex-1 flex-col items-center justify-center px-4 py-16 text-center">
      <p className="rounded-full bg-tint px-3 py-1 text-sm font-semibold text-accent tabular-nums">{label}</p>
      <h1 className="mt-5 text-display font-semibold text-balance">{title}</h1>
      <div className="mt-3 max-w-md leading-7 text-balance text-muted">{children}</div>
      <div className="mt-8 flex flex-wrap justify-center gap-3">{actions}</div>
    </main>
  );
}
