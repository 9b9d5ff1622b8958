import { env } from "@/lib/config/env";

/** Links to the owner's terms and privacy policy, if they are set. */
export function LegalLinks() {
  const { TERMS_URL, PRIVACY_URL } = env();
  const links = [
    ["Terms", TERMS_URL],
    ["Privacy", PRIVACY_URL],
  ] as const;
  if (!TERMS_URL && !PRIVACY_URL) return null;
  return (
    <footer className="mt-5 flex gap-6 text-sm text-muted">
      {links.map(
        ([name, url]) =>
          url && (
            <a key={name} href={url} className="inline-flex min-h-8 items-center rounded-sm hover:text-ink">
              {name}
            </a>
          ),
      )}
    </footer>
  );
}
