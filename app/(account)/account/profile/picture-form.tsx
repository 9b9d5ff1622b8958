"use client";

import { cx } from "class-variance-authority";
import { type ReactNode, useRef, useState } from "react";
import { useEarlyInput } from "@/components/forms/use-early-input";
import { Button, buttonStyle } from "@/components/ui/button";
import { CameraIcon } from "@/components/ui/icons";
import { CropDialog } from "./crop-dialog";

type PictureFormProps = {
  /** The current picture. */
  avatar: ReactNode;
  hasPicture: boolean;
  /** Why the last picture was not saved. */
  problem: string | undefined;
  /** What else can be done with the picture. */
  children: ReactNode;
};

const ACCEPT = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/tiff";

/**
 * Changes the profile picture. It posts to a route handler because server actions accept at most 1 MB. With JavaScript, a
 * click on the picture chooses a file, which is cropped and saved at once; without, the file field has a button.
 */
export function PictureForm({ avatar, hasPicture, problem, children }: PictureFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const input = useEarlyInput<HTMLInputElement>(choose);
  const [image, setImage] = useState<ImageBitmap>();

  async function choose() {
    const file = input.current?.files?.[0];
    if (!file) return;
    try {
      setImage(await createImageBitmap(file));
    } catch {
      // A format that this browser can't show. The server may know it, and crops it by itself, or says why not.
      form.current?.requestSubmit();
    }
  }

  function cancel(canceled: ImageBitmap) {
    // The event of the closed dialog comes late: another picture may have been chosen since.
    setImage((current) => (current === canceled ? undefined : current));
    // So that the same file can be chosen again.
    if (input.current) input.current.value = "";
  }

  function save(cropped: File) {
    if (!input.current) return;
    const transfer = new DataTransfer();
    transfer.items.add(cropped);
    input.current.files = transfer.files;
    form.current?.requestSubmit();
  }

  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <form
        ref={form}
        action="/account/picture"
        method="post"
        encType="multipart/form-data"
        className="flex min-w-0 flex-1 basis-72 flex-wrap items-center gap-x-6 gap-y-4"
      >
        <label
          htmlFor="picture"
          aria-hidden="true"
          className="group/picture relative shrink-0 cursor-pointer rounded-full"
        >
          {avatar}
          <span className="absolute inset-0 flex items-center justify-center rounded-full bg-overlay text-white opacity-0 transition-opacity duration-fast group-hover/picture:opacity-100 noscript:hidden">
            <CameraIcon className="size-7" />
          </span>
        </label>
        <div className="min-w-0 flex-1 basis-48">
          <input
            ref={input}
            id="picture"
            type="file"
            name="picture"
            accept={ACCEPT}
            required
            onChange={choose}
            aria-invalid={problem ? true : undefined}
            aria-labelledby="picture-label"
            aria-describedby="picture-hint picture-problem"
            className="peer sr-only noscript:not-sr-only noscript:mb-3 noscript:block noscript:max-w-full noscript:text-sm noscript:file:mr-3 noscript:file:h-9 noscript:file:rounded-field noscript:file:border noscript:file:border-line-strong noscript:file:px-3.5 noscript:file:font-semibold"
          />
          <label
            id="picture-label"
            htmlFor="picture"
            className={cx(
              buttonStyle({ variant: "secondary", size: "small" }),
              "cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent",
            )}
          >
            {hasPicture ? "Change profile picture" : "Add profile picture"}
          </label>
          <span className="mt-2 hidden noscript:block">
            <Button type="submit" variant="secondary" size="small">
              Upload picture
            </Button>
          </span>
          <p id="picture-hint" className="mt-2.5 text-sm leading-5 text-muted">
            JPEG, PNG, WebP, GIF, AVIF or TIFF. 5 MB max.
          </p>
          <p id="picture-problem" role="alert" className="text-sm leading-5 text-danger">
            {problem && <span className="mt-1.5 block">{problem}</span>}
          </p>
        </div>
      </form>
      {children}
      {image && <CropDialog image={image} onSave={save} onCancel={() => cancel(image)} />}
    </div>
  );
}
