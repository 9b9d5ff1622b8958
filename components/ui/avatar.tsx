import { cva } from "class-variance-authority";

// The sizes in pixels. Classes, because the Content-Security-Policy allows no style attributes.
const avatarStyle = cva(
  "inline-flex shrink-0 items-center justify-center rounded-full bg-tint font-semibold text-accent select-none",
  {
    variants: {
      size: {
        24: "size-6 text-xs",
        32: "size-8 text-sm",
        40: "size-10 text-base",
        64: "size-16 text-title",
        96: "size-24 text-display",
      },
    },
  },
);

type AvatarProps = {
  userId: string;
  username: string;
  pictureHash: string | null | undefined;
  /** The width and height in pixels. */
  size?: 24 | 32 | 40 | 64 | 96;
};

/** A user's profile picture, or the first letter of the username if there is none. */
export function Avatar({ userId, username, pictureHash, size = 32 }: AvatarProps) {
  if (!pictureHash) {
    return (
      <span aria-hidden="true" className={avatarStyle({ size })}>
        {[...username][0]?.toUpperCase()}
      </span>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: the image already has its final size and is private to the user
    <img
      src={`/pictures/${userId}?v=${pictureHash}`}
      alt=""
      width={size}
      height={size}
      className={avatarStyle({ size })}
    />
  );
}
