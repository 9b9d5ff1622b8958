/** The built-in logo: a person whose body is a check mark. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <circle cx="16" cy="9.6" r="4.1" className="fill-on-accent" />
      <path
        d="M7.2 19.2l6.3 6.1L25 15.6"
        className="fill-none stroke-on-accent stroke-[4.2]"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
