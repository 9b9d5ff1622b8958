import { Body, Container, Head, Hr, Html, Preview, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { brand } from "./brand";

// Programs that honour these two rules turn the mail dark; in the others it stays as it is.
const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .paper { background-color: #121614 !important; }
  .card { background-color: #1b211e !important; border-color: #2e3733 !important; }
  .ink { color: #eef2ef !important; }
  .muted { color: #a3ada8 !important; }
  .link { color: #5fd3ac !important; }
  .note { background-color: #232b27 !important; border-color: #5fd3ac !important; }
  .line { border-color: #2e3733 !important; }
}
@media (max-width: 480px) {
  .card { padding: 28px 22px !important; }
  .button { display: block !important; text-align: center !important; }
}`;

type LayoutProps = {
  /** What a list of mails shows beside the subject. */
  preview: string;
  supportEmail: string;
  year: string;
  children: ReactNode;
};

/** The frame of every email: the name on top, the email on a card, the footer below. No picture is needed to read it. */
export function Layout({ preview, supportEmail, year, children }: LayoutProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ margin: 0, fontFamily: brand.font }}>
        {/* Not the body's own: a mail program keeps that on a cell which no rule for the dark reaches. */}
        <Section className="paper" style={{ backgroundColor: brand.paper }}>
          <Container style={{ maxWidth: "560px", margin: "0 auto", padding: "32px 16px" }}>
            <Text
              className="ink"
              style={{ margin: "0 0 20px 4px", fontSize: "18px", fontWeight: 700, color: brand.ink }}
            >
              <span className="link" style={{ color: brand.accent }}>
                ✓
              </span>{" "}
              {brand.name}
            </Text>
            <Section
              className="card"
              style={{
                padding: "36px 40px",
                backgroundColor: brand.card,
                border: `1px solid ${brand.line}`,
                borderRadius: "16px",
              }}
            >
              {children}
            </Section>
            <Hr className="line" style={{ margin: "28px 0 16px", borderColor: brand.line }} />
            <Text
              className="muted"
              style={{ margin: 0, fontSize: "13px", lineHeight: "20px", color: brand.muted }}
            >
              © {year} {brand.name}. All rights reserved.
              <br />
              Questions? Write to {supportEmail}.
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}
