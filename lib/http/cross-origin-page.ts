const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>Request blocked</title>
  </head>
  <body>
    <main>
      <h1>Request blocked</h1>
      <p>
        This form was not sent from a page of this site, so nothing was changed. If you sent it here yourself, go back,
        reload the page and try again.
      </p>
      <p><a href="/">Go to home page</a></p>
    </main>
  </body>
</html>
`;

/** The response to a form post from another origin (CSRF). */
export function crossOriginPage(): Response {
  return new Response(PAGE, {
    status: 403,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
