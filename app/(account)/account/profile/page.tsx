import type { Metadata } from "next";
import { TRY_AGAIN } from "@/components/forms/form-state";
import { AccountLayout } from "@/components/layout/account-layout";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { HEIC_TEXT } from "@/lib/account/picture";
import { readProfile } from "@/lib/account/profile";
import { requireActor } from "@/lib/sessions/current-user";
import { PictureForm } from "./picture-form";
import { ProfileForm } from "./profile-form";

export const metadata: Metadata = { title: "Your profile" };

const FLASH_MESSAGES = {
  stored: { tone: "success", text: "Your picture was changed." },
  removed: { tone: "success", text: "Your picture was removed." },
  "not-an-image": { tone: "danger", text: "That file is not a picture, or it is damaged." },
  heic: { tone: "danger", text: HEIC_TEXT },
  unavailable: { tone: "danger", text: TRY_AGAIN },
  "too-often": { tone: "warning", text: "Those were many pictures. Please try again in an hour." },
  "too-large": { tone: "danger", text: "That picture is larger than 5 MB, or has too many pixels." },
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
        />
      </Card>
    </AccountLayout>
  );
}
