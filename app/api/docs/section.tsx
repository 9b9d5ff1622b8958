import type { ReactNode } from "react";

type SectionProps = {
  id: string;
  title: string;
  /** The level of the heading: 2 for a guide, 3 for an operation in its group. */
  level: 2 | 3;
  /** The code beside the text. On narrow screens it is below. */
  code?: ReactNode;
  children: ReactNode;
};

/** A section of the reference: the text on the left and the code on the right. Its heading links to itself. */
export function Section({ id, title, level, code, children }: SectionProps) {
  const Heading = `h${level}` as const;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid gap-x-10 gap-y-6 border-t border-line py-10 first-of-type:border-t-0 xl:grid-cols-[minmax(0,1fr)_min(24rem,45%)]"
    >
      <div className="min-w-0">
        <Heading
          id={`${id}-title`}
          className={level === 2 ? "text-title font-semibold" : "text-lg font-semibold"}
        >
          <a href={`#${id}`} className="rounded-sm hover:underline">
            {title}
          </a>
        </Heading>
        {children}
      </div>
      {code && <div className="grid min-w-0 content-start gap-4 self-start xl:sticky xl:top-6">{code}</div>}
    </section>
  );
}
