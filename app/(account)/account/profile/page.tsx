import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { readProfile } from "@/lib/account/profile";
import { TRY_AGAIN } from "@/lib/messages/form-messages";
import { PICTURE_MESSAGES } from "@/lib/messages/picture-messages";
import { requireReader } from "@/lib/sessions/current-user";
import { needsPassword } from "@/lib/sessions/reauthentication";
import { PictureForm } from "./picture-form";
import { ProfileForm } from "./profile-form";
import { RemovePicture } from "./remove-picture";

export const metadata: Metadata = { title: "Your profile" };

/** Why a picture was not saved, by the `picture` parameter that its route redirects with. */
const PICTURE_PROBLEMS = {
  ...PICTURE_MESSAGES,
  rate_limited: "You've uploaded too many pictures. Try again later.",
  unavailable: TRY_AGAIN,
} as const;

type ProfilePageProps = { searchParams: Promise<{ picture?: string | string[] }> };

export default async function ProfilePage({ searchParams }: ProfilePageProps) {
  const actor = await requireReader("/account/profile");
  const { picture } = await searchParams;
  const problem = Object.hasOwn(PICTURE_PROBLEMS, String(picture))
    ? PICTURE_PROBLEMS[picture as keyof typeof PICTURE_PROBLEMS]
    : undefined;
  const { username, bio, address, phoneNumber, pictureHash } = await readProfile(actor);
  return (
    <AccountLayout user={actor.user} path="/account/profile" title="Your profile">
      <Card className="mb-6" aria-label="Picture">
        <PictureForm
          avatar={<Avatar userId={actor.userId} username={username} pictureHash={pictureHash} size={96} />}
          hasPicture={pictureHash !== null}
          problem={problem}
        >
          {pictureHash && <RemovePicture />}
        </PictureForm>
      </Card>
      <Card aria-label="Profile">
        <ProfileForm
          values={{ username, bio, address, phone_number: phoneNumber }}
          needsPassword={needsPassword(actor)}
        />
      </Card>
    </AccountLayout>
  );
}
