import { Button, Heading, Link, Section, Text } from "@react-email/components";
import { Fragment } from "react";
import { brand } from "./brand";
import { Layout } from "./layout";

/** What a email says. `**Two stars**` around words make them bold where there are fonts. */
export type EmailContent = {
  subject: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  title: string;
  username: string;
  paragraphs: string[];
  /** What the email asks for: a button, and its link to copy. */
  action?: { label: string; link: string };
  note?: string;
  list?: { lead: string; items: string[] };
};

/** What stands below every email. */
export type Footer = { supportEmail: string; year: string };

const TEXT_WIDTH = 76;

const paragraph = { margin: "0 0 16px", fontSize: "16px", lineHeight: "26px", color: brand.ink };
const small = { ...paragraph, margin: "0 0 8px", fontSize: "14px", lineHeight: "22px", color: brand.muted };

/** A email as HTML. */
export function EmailTemplate({
  preview,
  title,
  username,
  paragraphs,
  action,
  note,
  list,
  ...footer
}: EmailContent & Footer) {
  return (
    <Layout preview={preview} {...footer}>
      <Heading
        as="h1"
        className="ink"
        style={{ margin: "0 0 20px", fontSize: "26px", lineHeight: "32px", color: brand.ink }}
      >
        {title}
      </Heading>
      <Text className="ink" style={paragraph}>
        Hi <strong style={{ wordBreak: "break-all" }}>{username}</strong>,
      </Text>
      {paragraphs.map((text) => (
        <Text key={text} className="ink" style={paragraph}>
          <Emphasized text={text} />
        </Text>
      ))}
      {action && <Action {...action} />}
      {note && (
        <Section
          className="note"
          style={{
            padding: "14px 18px",
            backgroundColor: brand.paper,
            borderLeft: `3px solid ${brand.accent}`,
            borderRadius: "6px",
          }}
        >
          <Text className="ink" style={{ ...paragraph, margin: 0, fontSize: "14px", lineHeight: "22px" }}>
            <Emphasized text={note} />
          </Text>
        </Section>
      )}
      {list && (
        <>
          <Text className="ink" style={{ ...paragraph, margin: "28px 0 8px", fontWeight: 600 }}>
            {list.lead}
          </Text>
          <ul style={{ margin: 0, paddingLeft: "22px" }}>
            {list.items.map((item) => (
              <li
                key={item}
                className="ink"
                style={{ fontSize: "15px", lineHeight: "26px", color: brand.ink }}
              >
                {item}
              </li>
            ))}
          </ul>
        </>
      )}
    </Layout>
  );
}

function Action({ label, link }: { label: string; link: string }) {
  return (
    <>
      <Section style={{ margin: "28px 0" }}>
        <Button
          href={link}
          className="button"
          style={{
            padding: "14px 28px",
            borderRadius: "10px",
            backgroundColor: brand.accent,
            color: brand.onAccent,
            fontSize: "16px",
            fontWeight: 600,
          }}
        >
          {label}
        </Button>
      </Section>
      <Text className="muted" style={small}>
        Or copy this link into your browser:
      </Text>
      <Text style={{ ...small, margin: "0 0 24px", wordBreak: "break-all" }}>
        <Link href={link} className="link" style={{ color: brand.accent }}>
          {link}
        </Link>
      </Text>
    </>
  );
}

function Emphasized({ text }: { text: string }) {
  return text
    .split("**")
    .map((part, index) => (
      <Fragment key={part}>
        {index % 2 ? <strong style={{ wordBreak: "break-word" }}>{part}</strong> : part}
      </Fragment>
    ));
}

/** The same email for who reads plain text. */
export function renderPlainText({
  username,
  paragraphs,
  action,
  note,
  list,
  supportEmail,
  year,
}: EmailContent & Footer): string {
  const blocks = [
    `Hi ${username},`,
    ...paragraphs.map(wrapped),
    ...(action ? [`${action.label}:\n\n${action.link}`] : []),
    ...(note ? [wrapped(note)] : []),
    ...(list ? [[list.lead, ...list.items.map((item) => `  - ${item}`)].join("\n")] : []),
    `--\n${brand.name}, © ${year}. All rights reserved.\nQuestions? Write to ${supportEmail}.`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function wrapped(text: string): string {
  const lines = [""];
  for (const word of text.replaceAll("**", "").split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line && line.length + word.length >= TEXT_WIDTH) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join("\n");
}
