import { Button, Heading, Link, Section, Text } from "@react-email/components";
import { brand } from "./brand";
import { Layout } from "./layout";

export type VerifyEmailProps = {
  username: string;
  link: string;
  expiryHours: number;
  supportEmail: string;
  year: number;
};

export const verifyEmailSubject = `Verify Your Email - ${brand.name}`;

const paragraph = { margin: "0 0 16px", fontSize: "16px", lineHeight: "26px", color: brand.ink };
const small = { ...paragraph, margin: "0 0 8px", fontSize: "14px", lineHeight: "22px", color: brand.muted };

const AFTERWARDS = ["Log in to your account", "Complete your profile", "Manage your trusted devices"];

/** Asks the owner of an address to confirm that the new account is theirs. */
export default function VerifyEmail({ username, link, expiryHours, supportEmail, year }: VerifyEmailProps) {
  return (
    <Layout
      preview="One press of a button, and your account is ready."
      supportEmail={supportEmail}
      year={year}
    >
      <Heading
        as="h1"
        className="ink"
        style={{ margin: "0 0 20px", fontSize: "26px", lineHeight: "32px", color: brand.ink }}
      >
        Verify your email
      </Heading>
      <Text className="ink" style={paragraph}>
        Hi <strong style={{ wordBreak: "break-all" }}>{username}</strong>,
      </Text>
      <Text className="ink" style={paragraph}>
        Thank you for registering with {brand.name}. Press the button to show that this address is yours.
      </Text>
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
          Verify Email Address
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
          The link works for <strong>{expiryHours} hours</strong>. If you didn't create this account, ignore
          this email: without your press of the button nothing happens.
        </Text>
      </Section>
      <Text className="ink" style={{ ...paragraph, margin: "28px 0 8px", fontWeight: 600 }}>
        Once your address is verified, you can:
      </Text>
      <ul style={{ margin: 0, paddingLeft: "22px" }}>
        {AFTERWARDS.map((item) => (
          <li key={item} className="ink" style={{ fontSize: "15px", lineHeight: "26px", color: brand.ink }}>
            {item}
          </li>
        ))}
      </ul>
    </Layout>
  );
}

VerifyEmail.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/verify-email?token=example",
  expiryHours: 6,
  supportEmail: "support@realmfa.com",
  year: 2026,
} satisfies VerifyEmailProps;

/** The same letter for who reads plain text. */
export function verifyEmailText({
  username,
  link,
  expiryHours,
  supportEmail,
  year,
}: VerifyEmailProps): string {
  return `Hi ${username},

Thank you for registering with ${brand.name}. Open this link and press the
button to show that this address is yours:

${link}

The link works for ${expiryHours} hours. If you didn't create this account, ignore this
email: without your press of the button nothing happens.

Once your address is verified, you can:
${AFTERWARDS.map((item) => `  - ${item}`).join("\n")}

--
${brand.name}, © ${year}. All rights reserved.
Questions? Write to ${supportEmail}.
`;
}
