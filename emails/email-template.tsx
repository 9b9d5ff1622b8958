import { Button, Heading, Link, Section, Text } from "@react-email/components";
import { Fragment } from "react";
import { type Action, type CommonProps, type EmailContent, knownFacts } from "./email-content";
import { Layout } from "./layout";
import { type EmailBrand, light, MONOSPACE } from "./theme";

const paragraph = { margin: "0 0 16px", fontSize: "16px", lineHeight: "26px", color: light.ink };
const small = { ...paragraph, margin: 0, fontSize: "14px", lineHeight: "22px", color: light.muted };

type EmailTemplateProps = { content: EmailContent } & CommonProps;

/** Renders the HTML version of an email. */
export function EmailTemplate({ content, username, ...common }: EmailTemplateProps) {
  const {
    type,
    subject,
    preview,
    title,
    message,
    facts,
    nextSteps,
    code,
    action,
    note,
    alternative,
    reason,
  } = content;
  return (
    <Layout title={subject} preview={preview} reason={reason} {...common}>
      {type === "notice" && (
        <Text className="muted" style={{ ...small, margin: "0 0 6px", fontWeight: 600 }}>
          Security notice
        </Text>
      )}
      <Heading
        as="h1"
        className="ink"
        style={{ margin: "0 0 20px", fontSize: "24px", lineHeight: "32px", color: light.ink }}
      >
        {title}
      </Heading>
      <Text className="ink" style={paragraph}>
        {username ? <GreetingByName username={username} /> : "Hello,"}
      </Text>
      <Text className="ink" style={paragraph}>
        <Emphasized text={message} />
      </Text>
      <Facts facts={knownFacts(facts)} />
      {nextSteps && (
        <Text className="ink" style={isLast(code, action, note) ? { ...paragraph, margin: 0 } : paragraph}>
          <Emphasized text={nextSteps} />
        </Text>
      )}
      {code && <Code {...code} />}
      {action && <ActionButton action={action} brand={common.brand} isLast={isLast(note)} />}
      {note && (
        <Text className="muted" style={small}>
          <Emphasized text={note} />
        </Text>
      )}
      {alternative && (
        <Text className="muted" style={{ ...small, margin: "8px 0 0" }}>
          <Link
            href={alternative.link}
            className="link"
            style={{ color: common.brand.accent, textDecoration: "underline" }}
          >
            {alternative.label}
          </Link>
        </Text>
      )}
      {action?.style === "primary" && <LinkToCopy link={action.link} brand={common.brand} />}
    </Layout>
  );
}

function GreetingByName({ username }: { username: string }) {
  return (
    <>
      Hi <strong style={{ wordBreak: "break-all" }}>{username}</strong>,
    </>
  );
}

/** Whether nothing follows, so that the card's own space is enough. */
const isLast = (...following: unknown[]) => following.every((part) => part === undefined);

/** The code is one text without spaces, so that it can be copied and filled in by email programs. */
function Code({ label, value }: { label: string; value: string }) {
  return (
    <Section
      className="paper line"
      style={{
        margin: "24px 0 0",
        padding: "14px 16px",
        backgroundColor: light.paper,
        border: `1px solid ${light.line}`,
        borderRadius: "10px",
        textAlign: "center",
      }}
    >
      <Text className="muted" style={{ ...small, fontSize: "13px", lineHeight: "20px" }}>
        {label}
      </Text>
      <Text
        className="ink"
        style={{
          margin: 0,
          fontFamily: MONOSPACE,
          fontSize: "32px",
          lineHeight: "44px",
          fontWeight: 700,
          letterSpacing: "6px",
          color: light.ink,
        }}
      >
        {value}
      </Text>
    </Section>
  );
}

function Facts({ facts }: { facts: ReturnType<typeof knownFacts> }) {
  if (facts.length === 0) return null;
  const cell = {
    padding: "9px 12px 9px 0",
    borderTop: `1px solid ${light.line}`,
    fontSize: "14px",
    lineHeight: "20px",
    textAlign: "left",
    verticalAlign: "top",
  } as const;
  return (
    <table
      width="100%"
      cellPadding="0"
      cellSpacing="0"
      border={0}
      className="line"
      style={{ margin: "4px 0 24px", borderCollapse: "collapse", borderBottom: `1px solid ${light.line}` }}
    >
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <th
              scope="row"
              className="muted line"
              style={{ ...cell, width: "36%", fontWeight: 400, color: light.muted }}
            >
              {label}
            </th>
            <td
              className="ink line"
              style={{ ...cell, paddingRight: 0, fontWeight: 600, color: light.ink, wordBreak: "break-word" }}
            >
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ActionButtonProps = { action: Action; brand: EmailBrand; isLast: boolean };

function ActionButton({ action: { label, link, style }, brand, isLast }: ActionButtonProps) {
  const LOOKS = {
    primary: { className: "filled", background: brand.accent, border: brand.accent, color: brand.onAccent },
    secondary: { className: "outlined", background: "transparent", border: light.field, color: light.ink },
    danger: { className: "danger", background: "transparent", border: light.danger, color: light.danger },
  };
  const { className, background, border, color } = LOOKS[style];
  const isPrimary = style === "primary";
  return (
    <Section style={{ margin: isPrimary ? "28px 0" : isLast ? 0 : "0 0 16px" }}>
      <Button
        href={link}
        className={`button ${className}`}
        style={{
          padding: isPrimary ? "13px 28px" : "9px 18px",
          borderRadius: "10px",
          border: `1px solid ${border}`,
          backgroundColor: background,
          color,
          fontSize: isPrimary ? "16px" : "14px",
          fontWeight: 600,
        }}
      >
        {label}
      </Button>
    </Section>
  );
}

function LinkToCopy({ link, brand }: { link: string; brand: EmailBrand }) {
  return (
    <Text className="muted" style={{ ...small, margin: "16px 0 0", wordBreak: "break-all" }}>
      Button not working? Open this link:
      <br />
      <Link href={link} className="link" style={{ color: brand.accent }}>
        {link}
      </Link>
    </Text>
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
