import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { FlashToast } from "@/components/layout/flash-toast";
import "./globals.css";

const instrument = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-instrument",
  display: "swap",
});

export const metadata: Metadata = {
  title: { default: "Real MFA", template: "%s - Real MFA" },
  description: "Sign-up, email verification and account management.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f1" },
    { media: "(prefers-color-scheme: dark)", color: "#121614" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every response carries its own CSP nonce, so pages can't be prerendered.
  await connection();
  return (
    <html lang="en" className={instrument.variable}>
      <body className="flex min-h-dvh flex-col">
        {children}
        <FlashToast />
      </body>
    </html>
  );
}
