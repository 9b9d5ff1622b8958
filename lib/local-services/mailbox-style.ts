import { dark, FONT, light } from "@/emails/theme";
import type { Brand } from "@/lib/config/brand";

/** Returns the style sheet of the mailbox, in the brand's colors and the emails' neutral ones. */
export function mailboxStyle({ accent, onAccent, accentDark, onAccentDark }: Brand): string {
  return `
:root { color-scheme: light dark; --paper: light-dark(${light.paper}, ${dark.paper}); --card: light-dark(${light.card}, ${dark.card});
  --ink: light-dark(${light.ink}, ${dark.ink}); --muted: light-dark(${light.muted}, ${dark.muted}); --line: light-dark(${light.line}, ${dark.line});
  --accent: light-dark(${accent}, ${accentDark}); --on-accent: light-dark(${onAccent}, ${onAccentDark}); }
* { box-sizing: border-box; margin: 0; }
body { height: 100dvh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 15px/1.5 ${FONT}; }
header { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; padding: 14px 24px; border-bottom: 1px solid var(--line); }
header p { color: var(--muted); font-size: 14px; }
.mark { display: grid; place-items: center; width: 28px; height: 28px; border-radius: 8px; background: var(--accent); color: var(--on-accent); font-weight: 700; }
h1 { font-size: 18px; margin-right: 8px; } h2 { font-size: 20px; line-height: 1.3; overflow-wrap: anywhere; }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(260px, 360px) 1fr; }
.none { grid-template-columns: 1fr; }
nav { overflow-y: auto; border-right: 1px solid var(--line); }
ul { list-style: none; padding: 8px; }
li a { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; padding: 10px 14px; border-radius: 10px; color: inherit; text-decoration: none; }
li a:hover { background: color-mix(in srgb, var(--card) 60%, transparent); }
li a[aria-current] { background: var(--card); box-shadow: inset 3px 0 var(--accent), 0 0 0 1px var(--line); }
li strong, li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
li span { grid-column: 1 / -1; color: var(--muted); font-size: 13px; } li time { color: var(--muted); font-size: 13px; }
section { display: flex; flex-direction: column; gap: 16px; padding: 24px; min-width: 0; overflow-y: auto; }
.empty { margin: auto; padding: 32px 16px; text-align: center; color: var(--muted); max-width: 40ch; }
.empty svg { width: 40px; height: 40px; margin-bottom: 12px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.empty strong { display: block; color: var(--ink); font-size: 16px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; font-size: 14px; } dt { color: var(--muted); } dd { overflow-wrap: anywhere; }
.tabs { display: flex; gap: 4px; border-bottom: 1px solid var(--line); }
.tabs a { padding: 8px 14px; margin-bottom: -1px; border-bottom: 2px solid transparent; color: var(--muted); text-decoration: none; }
.tabs a:hover { color: var(--ink); } .tabs a[aria-current] { border-color: var(--accent); color: var(--ink); font-weight: 600; }
iframe { flex: 1; min-height: 480px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 20px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); font: 14px/1.6 ui-monospace, monospace; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.back { display: none; color: var(--accent); width: fit-content; padding: 4px 0; }
@media (max-width: 720px) {
  header { padding: 12px 16px; } header p { flex-basis: 100%; }
  main { display: block; overflow-y: auto; } nav { border: 0; } section { padding: 16px; }
  section:not(.reader), .reading nav, .reading header p { display: none; } .back { display: block; } .reader { min-height: 100%; }
}`;
}
