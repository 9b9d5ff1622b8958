import { useRef, useState } from "react";
import { setCommonPasswords } from "@/lib/schemas/password";

/** Fetches the list of passwords that are too common, once `load` is called, and tells when it is there. */
export function useCommonPasswords(onLoaded: () => void) {
  const isAsked = useRef(false);
  const [isLoaded, setIsLoaded] = useState(false);
  const load = () => {
    if (isAsked.current) return;
    isAsked.current = true;
    fetch("/common-passwords.txt")
      .then((response) => response.text())
      .then((list) => {
        setCommonPasswords(list);
        setIsLoaded(true);
        onLoaded();
      })
      .catch(() => {
        // The server looks at the list in any case.
        isAsked.current = false;
      });
  };
  return { load, isLoaded };
}
