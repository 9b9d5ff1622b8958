/** A user's profile picture, or the first letter of the username if there is none. */
export function Avatar({
  userId,
  username,
  pictureHash,
  size = 32,
}: {
  userId: string;
  username: string;
  pictureHash: string | null | undefined;
  size?: number;
}) {
  if (!pictureHash) {
    return (
      <span
        aria-hidden="true"
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-tint text-sm font-semibold text-accent data-large:size-24 data-large:text-title"
        data-large={size > 32 || undefined}
      >
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
      className="shrink-0 rounded-full"
    />
  );
}
