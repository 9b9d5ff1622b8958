import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { FlashToast } from "@/components/layout/flash-toast";
import { brand, brandFile } from "@/lib/config/brand";
import { BACKGROUNDS } from "@/lib/config/brand-colors";
import { env } from "@/lib/config/env";
import { readTheme } from "@/lib/http/theme";
import "./globals.css";

const instrument = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-instrument",
  display: "swap",
});

const DESCRIPTION = "Sign-up, email verification and account management.";
const [LIGHT_PAPER] = BACKGROUNDS.light;
const [DARK_PAPER] = BACKGROUNDS.dark;

export async function generateMetadata(): Promise<Metadata> {
  // The settings are known when the app runs, not when it is built.
  await connection();
  const { name, logoUrl } = brand();
  return {
    metadataBase: new URL(env().APP_URL),
    applicationName: name,
    title: { default: name, template: `%s - ${name}` },
    description: DESCRIPTION,
    manifest: brandFile("manifest.webmanifest"),
    icons: {
      icon: logoUrl ?? { url: brandFile("icon.svg"), type: "image/svg+xml" },
      apple: logoUrl ?? brandFile("apple-icon.png"),
    },
    openGraph: {
      type: "website",
      siteName: name,
      images: { url: brandFile("social.png"), width: 1200, height: 630, alt: name },
    },
    twitter: { card: "summary_large_image" },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export async function generateViewport(): Promise<Viewport> {
  await connection();
  const theme = await readTheme();
  if (theme !== "system") return { themeColor: theme === "dark" ? DARK_PAPER : LIGHT_PAPER };
  return {
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: LIGHT_PAPER },
      { media: "(prefers-color-scheme: dark)", color: DARK_PAPER },
    ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every response carries its own CSP nonce, so pages can't be prerendered.
  await connection();
  const theme = await readTheme();
  const { name, logoUrl } = brand();
  return (
    <html
      lang="en"
      className={instrument.variable}
      data-theme={theme === "system" ? undefined : theme}
      data-app-name={name}
      data-logo-url={logoUrl}
    >
      <head>
        {/* Browsers wait for it before they draw the page, so that no other colors show first. */}
        {env().BRAND_COLOR && <link rel="stylesheet" href={brandFile("colors.css")} precedence="brand" />}
      </head>
      <body className="flex min-h-dvh flex-col">
        {children}
        <FlashToast />
      </body>
    </html>
  );
}
