import { useRef } from "react";
import { setCommonPasswords } from "@/lib/schemas/password";

/** Gives a function that fetches, once, the list of passwords that are too common. */
export function useCommonPasswords(): () => void {
  const isAsked = useRef(false);
  return () => {
    if (isAsked.current) return;
    isAsked.current = true;
    fetch("/common-passwords.txt")
      .then((response) => response.text())
      .then(setCommonPasswords)
      .catch(() => {
        // The server looks at the list in any case.
        isAsked.current = false;
      });
  };
}
