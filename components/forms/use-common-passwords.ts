import { useRef, useState } from "react";
import { setCommonPasswords } from "@/lib/schemas/password";

/** Fetches the list of common passwords once `load` is called. */
export function useCommonPasswords(onLoaded: () => void) {
  const isRequested = useRef(false);
  const [isLoaded, setIsLoaded] = useState(false);
  const load = () => {
    if (isRequested.current) return;
    isRequested.current = true;
    fetch("/common-passwords.txt")
      .then((response) => response.text())
      .then((list) => {
        setCommonPasswords(list);
        setIsLoaded(true);
        onLoaded();
      })
      .catch(() => {
        // The server checks the list in any case.
        isRequested.current = false;
      });
  };
  return { load, isLoaded };
}
