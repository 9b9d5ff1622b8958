import { brand } from "@/lib/config/brand";
import { BrandLink } from "./brand-link";

export { Mark } from "./mark";

/** The brand's logo and name, for server components. Client components use `useBrand` and `BrandLink`. */
export function Wordmark({ isCompact }: { isCompact?: boolean }) {
  const { name, logoUrl } = brand();
  return <BrandLink name={name} logoUrl={logoUrl} isCompact={isCompact} />;
}
