"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { type CropArea, cropArea, type Focus, move } from "./crop-area";

type CropDialogProps = {
  image: ImageBitmap;
  onSave: (cropped: File) => void;
  onCancel: () => void;
};

/** The width and height of the saved picture in pixels. The server makes it smaller. */
const SAVED_SIZE = 512;
const PREVIEW_SIZE = 576;
const MAX_ZOOM = 4;
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Shows the picture as it will be cropped. It is moved by dragging or with the arrow keys, and zoomed with a slider. */
export function CropDialog({ image, onSave, onCancel }: CropDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [focus, setFocus] = useState<Focus>({ x: image.width / 2, y: image.height / 2, zoom: 1 });
  const [isSaving, setIsSaving] = useState(false);

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  useEffect(() => {
    if (canvas.current) draw(canvas.current, image, cropArea(image, focus));
  }, [image, focus]);

  function drag({ buttons, movementX, movementY, currentTarget }: PointerEvent) {
    if (buttons !== 1) return;
    // The picture follows the pointer, so the area moves the other way.
    const scale = cropArea(image, focus).size / currentTarget.clientWidth;
    setFocus(move(image, focus, -movementX * scale, -movementY * scale));
  }

  function moveByKey(event: KeyboardEvent) {
    const [x, y] = ARROWS[event.key] ?? [0, 0];
    if (x === 0 && y === 0) return;
    event.preventDefault();
    const step = cropArea(image, focus).size / 20;
    setFocus(move(image, focus, x * step, y * step));
  }

  function save() {
    setIsSaving(true);
    const target = document.createElement("canvas");
    target.width = SAVED_SIZE;
    target.height = SAVED_SIZE;
    draw(target, image, cropArea(image, focus));
    // A browser that can't write WebP writes PNG instead.
    target.toBlob(
      (blob) => (blob ? onSave(new File([blob], "picture", { type: blob.type })) : onCancel()),
      "image/webp",
      0.92,
    );
  }

  return (
    <dialog
      ref={dialog}
      className="confirm-dialog"
      aria-labelledby="crop-title"
      aria-describedby="crop-hint"
      onClose={onCancel}
    >
      <div className="p-5 sm:p-6">
        <h2 id="crop-title" className="text-lg font-semibold">
          Crop your picture
        </h2>
        <p id="crop-hint" className="mt-1 text-sm leading-6 text-muted">
          Drag the picture, or use the arrow keys.
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset doesn't take the focus */}
        <div
          role="group"
          aria-label="Position of the picture"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the picture
          tabIndex={0}
          onKeyDown={moveByKey}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          className="mx-auto mt-4 size-64 cursor-move touch-none overflow-hidden rounded-full border border-line bg-sunken sm:size-72"
        >
          <canvas ref={canvas} width={PREVIEW_SIZE} height={PREVIEW_SIZE} className="size-full" />
        </div>
        <label className="mt-5 flex items-center gap-3 text-sm font-semibold">
          Zoom
          <input
            type="range"
            min={1}
            max={MAX_ZOOM}
            step={0.05}
            value={focus.zoom}
            onChange={(event) =>
              setFocus(move(image, { ...focus, zoom: event.currentTarget.valueAsNumber }, 0, 0))
            }
            className="min-w-0 flex-1 accent-accent"
          />
        </label>
        <div className="mt-6 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">
          <Button variant="secondary" size="small" onClick={() => dialog.current?.close()}>
            Cancel
          </Button>
          <Button size="small" disabled={isSaving} onClick={save}>
            {isSaving ? "Saving…" : "Save picture"}
          </Button>
        </div>
      </div>
    </dialog>
  );
}

function draw(canvas: HTMLCanvasElement, image: ImageBitmap, { left, top, size }: CropArea) {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.imageSmoothingQuality = "high";
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, left, top, size, size, 0, 0, canvas.width, canvas.height);
}
