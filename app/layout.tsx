import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import type { ReactNode } from "react";
import "./globals.css";

const instrument = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/requestContentTypes/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-instrument",
  display: "swap",
});

export const metadata: Metadata = {
  title: { default: "Real MFA", template: "%s - Real MFA" },
  description: "Create an account, verify your email, log in.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f1" },
    { media: "(prefers-color-scheme: dark)", color: "#121614" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Each answer has a nonce of its own, so no page can be made beforehand.
  await connection();
  return (
    <html lang="en" className={instrument.variable}>
      <body className="flex min-h-dvh flex-col">{children}</body>
    </html>
  );
}
