import { Body, Container, Head, Hr, Html, Preview, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { brand } from "./brand";

// Email clients that support these media queries show a dark theme and a mobile layout. All others show the inline styles.
const RESPONSIVE_STYLES = `
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
  /** The title of the HTML document. */
  title: string;
  /** The text that an inbox shows next to the subject. */
  preview: string;
  /** Why the recipient gets this email. */
  reason: string;
  supportEmail: string;
  year: string;
  children: ReactNode;
};

/** The layout of every email: the brand name, a card with the content, and a footer. It loads no images. */
export function Layout({ title, preview, reason, supportEmail, year, children }: LayoutProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{RESPONSIVE_STYLES}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ margin: 0, fontFamily: brand.font }}>
        {/* The background is not set on the body: some email clients move that style to a table cell that the dark theme can't override. */}
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
              {reason}
              <br />
              Questions? Contact {supportEmail}
              <br />© {year} {brand.name}. All rights reserved.
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}
