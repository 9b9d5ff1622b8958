import { cx } from "class-variance-authority";
import { Mark } from "./mark";

type BrandProps = {
  name: string;
  /** The URL of the owner's logo. Without one, the built-in mark is shown. */
  logoUrl: string | undefined;
};

/** The owner's logo, or the built-in mark. It is decoration: the name is beside it. */
export function Logo({ logoUrl, className }: Pick<BrandProps, "logoUrl"> & { className?: string }) {
  if (!logoUrl) return <Mark className={cx("size-8", className)} />;
  return (
    // biome-ignore lint/performance/noImgElement: the logo may be on any origin, and is not resized
    <img src={logoUrl} alt="" className={cx("h-8 w-auto max-w-40 object-contain", className)} />
  );
}

/**
 * The logo and the name, as a link to the home page. With `isCompact`, small screens hide the name from everyone but
 * screen readers.
 */
export function BrandLink({ name, logoUrl, isCompact = false }: BrandProps & { isCompact?: boolean }) {
  return (
    <a
      href="/"
      className="inline-flex items-center gap-2.5 rounded-field text-lg font-semibold tracking-tight"
    >
      <Logo logoUrl={logoUrl} />
      <span className={isCompact ? "sr-only sm:not-sr-only" : undefined}>{name}</span>
    </a>
  );
}
