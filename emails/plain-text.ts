import { type CommonProps, type EmailContent, knownFacts } from "./email-content";

const PLAIN_TEXT_WIDTH = 76;

/** Renders the plain-text version of an email. */
export function renderPlainText(
  { message, facts, nextSteps, code, action, note, alternative, reason }: EmailContent,
  { username, brand, supportEmail, year }: CommonProps,
): string {
  const rows = knownFacts(facts).map(({ label, value }) => wrap(`${label}: ${value}`));
  const blocks = [
    username ? `Hi ${username},` : "Hello,",
    wrap(withoutEmphasis(message)),
    rows.join("\n"),
    wrap(withoutEmphasis(nextSteps ?? "")),
    code ? `${code.label}:\n${code.value}` : "",
    action ? `${action.label}:\n${action.link}` : "",
    wrap(withoutEmphasis(note ?? "")),
    alternative ? `${alternative.label}:\n${alternative.link}` : "",
    `--\n${wrap(reason)}\n${wrap(`Questions? Contact ${supportEmail}`)}\n${wrap(`© ${year} ${brand.name}`)}`,
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

const withoutEmphasis = (text: string) => text.replaceAll("**", "");

function wrap(text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line && line.length + word.length >= PLAIN_TEXT_WIDTH) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join("\n");
}
