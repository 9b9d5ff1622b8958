import { ThemeForm } from "@/components/layout/theme-form";
import { Wordmark } from "@/components/layout/wordmark";
import { env } from "@/lib/config/env";

/** The footer of the landing page, with the links that the owner has set. */
export function LandingFooter() {
  const { DOCUMENTATION_URL, SOURCE_URL, TERMS_URL, PRIVACY_URL } = env();
  const links = [
    ["API reference", "/api/docs"],
    ["Documentation", DOCUMENTATION_URL],
    ["Source code", SOURCE_URL],
    ["Terms", TERMS_URL],
    ["Privacy", PRIVACY_URL],
  ] as const;
  return (
    <footer className="border-t border-line">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-8 gap-y-5 px-4 py-8 sm:px-8">
        <Wordmark />
        <nav aria-label="Footer" className="sm:ml-auto">
          <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm font-medium text-muted">
            {links.map(
              ([name, url]) =>
                url && (
                  <li key={name}>
                    <a href={url} className="inline-flex min-h-8 items-center rounded-sm hover:text-ink">
                      {name}
                    </a>
                  </li>
                ),
            )}
          </ul>
        </nav>
        <ThemeForm />
      </div>
    </footer>
  );
}
