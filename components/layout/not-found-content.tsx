import { buttonStyle } from "@/components/ui/button";
import { StatusPage } from "./status-page";

export const NOT_FOUND_TITLE = "Page not found";

/** Says that there is no such page, below the header. */
export function NotFoundContent() {
  return (
    <StatusPage
      label="404"
      title={NOT_FOUND_TITLE}
      actions={
        <a href="/" className={buttonStyle({ variant: "secondary" })}>
          Go to home page
        </a>
      }
    >
      <p>The page doesn't exist or you don't have access to it.</p>
    </StatusPage>
  );
}
