"use client";

import { useEffect } from "react";

const CURRENT_SECTION = "nav[aria-label=Contents] a[aria-current=true]";

/** Adds to the page what it can do without: marking the section that is being read, and one language for all samples. */
export function PageBehavior() {
  useEffect(() => {
    document.addEventListener("change", showLanguage);
    const observer = new IntersectionObserver(markSection, { rootMargin: "-20% 0px -79%" });
    for (const section of document.querySelectorAll("main section section, main div > section"))
      observer.observe(section);
    return () => {
      document.removeEventListener("change", showLanguage);
      observer.disconnect();
    };
  }, []);
  return null;
}

/** Shows all samples in the chosen language. The chosen sample stays where it is, although those above change. */
function showLanguage({ target }: Event): void {
  if (!(target instanceof HTMLInputElement) || !target.name.startsWith("language-")) return;
  const { top } = target.getBoundingClientRect();
  for (const other of document.querySelectorAll<HTMLInputElement>(
    `[name^="language-"][value=${target.value}]`,
  )) {
    other.checked = true;
  }
  scrollBy(0, target.getBoundingClientRect().top - top);
}

function markSection(entries: IntersectionObserverEntry[]): void {
  const read = entries.findLast(({ isIntersecting }) => isIntersecting);
  if (!read) return;
  for (const link of document.querySelectorAll(CURRENT_SECTION)) link.removeAttribute("aria-current");
  for (const link of document.querySelectorAll(`nav[aria-label=Contents] a[href="#${read.target.id}"]`)) {
    link.setAttribute("aria-current", "true");
    if (link.checkVisibility()) link.scrollIntoView({ block: "nearest" });
  }
}
