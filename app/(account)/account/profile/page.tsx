import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { readProfile } from "@/lib/account/profile";
import { TRY_AGAIN } from "@/lib/messages/form-messages";
import { PICTURE_MESSAGES } from "@/lib/messages/picture-messages";
import { requireActor } from "@/lib/sessions/current-user";
import { hasRecentAuthentication } from "@/lib/sessions/reauthentication";
import { PictureForm } from "./picture-form";
import { ProfileForm } from "./profile-form";

export const metadata: Metadata = { title: "Your profile" };

/** The messages after a change of the picture, by the `picture` parameter that its route redirects with. */
const FLASH_MESSAGES = {
  stored: { tone: "success", text: "Profile picture updated." },
  removed: { tone: "success", text: "Profile picture removed." },
  not_an_image: { tone: "danger", text: PICTURE_MESSAGES.not_an_image },
  image_is_heic: { tone: "danger", text: PICTURE_MESSAGES.image_is_heic },
  image_too_large: { tone: "danger", text: PICTURE_MESSAGES.image_too_large },
  image_too_many_pixels: { tone: "danger", text: PICTURE_MESSAGES.image_too_many_pixels },
  rate_limited: { tone: "warning", text: "You've uploaded too many pictures. Try again later." },
  unavailable: { tone: "danger", text: TRY_AGAIN },
} as const;

type ProfilePageProps = { searchParams: Promise<{ picture?: string | string[] }> };

export default async function ProfilePage({ searchParams }: ProfilePageProps) {
  const actor = await requireActor("/account/profile");
  const { picture } = await searchParams;
  const flash = Object.hasOwn(FLASH_MESSAGES, String(picture))
    ? FLASH_MESSAGES[picture as keyof typeof FLASH_MESSAGES]
    : undefined;
  const profile = await readProfile(actor);
  return (
    <AccountLayout user={actor.user} path="/account/profile" title="Your profile">
      {flash && (
        <Alert tone={flash.tone} className="mb-6">
          {flash.text}
        </Alert>
      )}
      <Card className="mb-6">
        <PictureForm userId={actor.userId} username={profile.username} pictureHash={profile.pictureHash} />
      </Card>
      <Card>
        <ProfileForm
          values={{
            username: profile.username,
            bio: profile.bio,
            address: profile.address,
            phone_number: profile.phoneNumber,
          }}
          needsPassword={!hasRecentAuthentication(actor)}
        />
      </Card>
    </AccountLayout>
  );
}
