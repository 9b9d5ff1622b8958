// In a module of its own, because every form loads it at once.

/** What a form says if the server can't be reached or can't work. It does not claim what was kept. */
export const NOT_SAVED =
  "Something went wrong, and we couldn't process your request. Check your connection and try again in a moment.";
