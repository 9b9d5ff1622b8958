import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";

type PictureFormProps = { userId: string; username: string; pictureHash: string | null };

/** Posts to a route handler because server actions accept at most 1 MB. Works without JavaScript. */
export function PictureForm({ userId, username, pictureHash }: PictureFormProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
      <Avatar userId={userId} username={username} pictureHash={pictureHash} size={96} />
      <div className="min-w-0 flex-1 space-y-3">
        <form action="/account/picture" method="post" encType="multipart/form-data" className="space-y-3">
          <label htmlFor="picture" className="block text-sm font-semibold">
            Profile picture
          </label>
          <input
            id="picture"
            type="file"
            name="picture"
            accept="image/jpeg,image/png,image/webp,image/gif,image/avif,image/tiff"
            required
            className="block w-full max-w-full text-sm text-muted file:mr-3 file:h-9 file:rounded-field file:border file:border-line file:bg-card file:px-3.5 file:font-semibold file:text-ink"
            aria-describedby="picture-hint"
          />
          <p id="picture-hint" className="text-sm text-muted">
            JPEG, PNG, WebP, GIF, AVIF or TIFF. 5 MB max. We'll crop it to a square.
          </p>
          <Button type="submit" variant="secondary" size="small">
            Upload picture
          </Button>
        </form>
        {pictureHash && (
          <form action="/account/picture" method="post">
            <input type="hidden" name="remove" value="yes" />
            <Button type="submit" variant="ghost" size="small">
              Remove picture
            </Button>
          </form>
        )}
      </div>
    </div>
  );
}
