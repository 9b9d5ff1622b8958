import { Button, Heading, Link, Section, Text } from "@react-email/components";
import { Fragment } from "react";
import { brand } from "./brand";
import { Layout } from "./layout";

/** The content of an email. Words between `**` in `message`, `nextSteps` and `note` are bold in the HTML version. */
export type EmailContent = {
  subject: string;
  /** The text that an inbox shows next to the subject. */
  preview: string;
  title: string;
  username: string;
  /** What happened, or what the recipient is asked to do. */
  message: string;
  /** Details such as the device and the time, one per line. */
  facts?: { label: string; value: string }[];
  /** What the recipient can do if they did, or did not, cause the event. */
  nextSteps?: string;
  /** The button, whose link is also shown as text to copy. */
  action?: { label: string; link: string };
  note?: string;
  /** Why the recipient gets this email. Shown in the footer. */
  reason: string;
};

/** The part of the footer that is the same in every email. */
export type Footer = { supportEmail: string; year: string };

const PLAIN_TEXT_WIDTH = 76;

const paragraph = { margin: "0 0 16px", fontSize: "16px", lineHeight: "26px", color: brand.ink };
const small = { ...paragraph, margin: "0 0 8px", fontSize: "14px", lineHeight: "22px", color: brand.muted };

/** Renders the HTML version of an email. */
export function EmailTemplate({
  subject,
  preview,
  title,
  username,
  message,
  facts,
  nextSteps,
  action,
  note,
  ...footer
}: EmailContent & Footer) {
  return (
    <Layout title={subject} preview={preview} {...footer}>
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
      <Text className="ink" style={paragraph}>
        <Emphasized text={message} />
      </Text>
      {facts && (
        <Text className="ink" style={paragraph}>
          {facts.map(({ label, value }, index) => (
            <Fragment key={label}>
              {index > 0 && <br />}
              {label}: <strong style={{ wordBreak: "break-word" }}>{value}</strong>
            </Fragment>
          ))}
        </Text>
      )}
      {nextSteps && (
        <Text className="ink" style={paragraph}>
          <Emphasized text={nextSteps} />
        </Text>
      )}
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

/** Renders the plain-text version of an email. */
export function renderPlainText({
  username,
  message,
  facts,
  nextSteps,
  action,
  note,
  reason,
  supportEmail,
  year,
}: EmailContent & Footer): string {
  const blocks = [
    `Hi ${username},`,
    wrap(withoutEmphasis(message)),
    ...(facts ? [facts.map(({ label, value }) => wrap(`${label}: ${value}`)).join("\n")] : []),
    ...(nextSteps ? [wrap(withoutEmphasis(nextSteps))] : []),
    ...(action ? [`${action.label}:\n\n${action.link}`] : []),
    ...(note ? [wrap(withoutEmphasis(note))] : []),
    `--\n${wrap(reason)}\nQuestions? Contact ${supportEmail}\n© ${year} ${brand.name}. All rights reserved.`,
  ];
  return `${blocks.join("\n\n")}\n`;
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
