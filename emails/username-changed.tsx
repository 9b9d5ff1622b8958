import { type EmailContent, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type UsernameChangedProps = SecurityNoticeProps & { oldUsername: string; newUsername: string };

/** Notifies a user that their username was changed. */
export function usernameChanged(props: UsernameChangedProps): EmailContent {
  const { brand, oldUsername, newUsername } = props;
  return {
    ...securityNotice(props),
    subject: "Your username was changed",
    title: "Your username was changed",
    message: `The username of your ${brand.name} account was changed.`,
    facts: [
      { label: "Old username", value: oldUsername },
      { label: "New username", value: newUsername },
      ...eventFacts(props),
    ],
  };
}

export default function UsernameChanged(props: UsernameChangedProps) {
  return <EmailTemplate content={usernameChanged(props)} {...props} />;
}

UsernameChanged.PreviewProps = {
  ...PREVIEW_NOTICE,
  oldUsername: "johnny",
  newUsername: "john_doe",
} satisfies UsernameChangedProps;
