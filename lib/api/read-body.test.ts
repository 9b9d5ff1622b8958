import { describe, expect, it } from "vitest";
import { MAX_BODY_BYTES, readBody } from "./read-body";

function requestOf(body: BodyInit, contentType = "application/json"): Request {
  return new Request("http://localhost:3000/", {
    method: "POST",
    body,
    headers: { "content-type": contentType },
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
}

async function read(body: BodyInit, contentType?: string) {
  const parsed = await readBody(requestOf(body, contentType));
  if (!("error" in parsed)) return parsed.value;
  return [parsed.error.status, (await parsed.error.json()).detail];
}

describe("a JSON body", () => {
  it.each([
    ['{"password":"wrong","password":"right"}', "password"],
    ['{"device":{"os":"a","os":"b"}}', "os"],
    ['[{"a":1},{"b":{"c":[{"d":1,"e":2,"d":3}]}}]', "d"],
    ['{"email":"a","em\\u0061il":"b"}', "email"],
    ['{ "a" : 1 ,\n"a"\t: 2 }', "a"],
    ['{"":1,"":2}', ""],
    ['{"__proto__":1,"__proto__":2}', "__proto__"],
    ['{"a\\"b":1,"a\\"b":2}', 'a"b'],
    ['{"a":{"x":1},"b":2,"a":3}', "a"],
  ])("is refused if a key occurs twice in one object: %s", async (body, key) => {
    expect(await read(body)).toEqual([400, `JSON parse error - Duplicate key ${JSON.stringify(key)}`]);
  });

  it.each([
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":"a"}',
    '{"a":"{\\"b\\":1,\\"b\\":2}"}',
    '{"a":"\\\\","b":":","c":"\\\\\\"a\\":"}',
    '["a","a"]',
    '{"A":1,"a":2}',
    '"a"',
    "{}",
  ])("is accepted if a text merely occurs twice: %s", async (body) => {
    expect(await read(body)).toEqual(JSON.parse(body));
  });

  it("may be nested deeper than the stack", async () => {
    const depth = 30_000;
    expect(await read(`${"[".repeat(depth)}${"]".repeat(depth)}`)).toHaveLength(1);
    const objects = 9_000;
    expect(await read(`${'{"a":'.repeat(objects)}1${"}".repeat(objects)}`)).toHaveProperty("a");
  });

  it("of 64 KiB is checked quickly", async () => {
    const bodies = [`"${"a".repeat(65_000)}"`, `"${'\\"'.repeat(32_000)}"`, `[${"1,".repeat(32_000)}1]`];
    const startedAt = performance.now();
    for (const body of bodies) await read(body);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe("a form", () => {
  it("is refused if a field occurs twice", async () => {
    const type = "application/x-www-form-urlencoded";
    const detail = 'Form parse error - Duplicate key "password"';
    expect(await read("password=wrong&email=a&password=right", type)).toEqual([400, detail]);
    expect(await read("device.os=a&device.browser=b", type)).toEqual({ device: { os: "a", browser: "b" } });
    const form = new FormData();
    form.append("password", "wrong");
    form.append("password", "right");
    const request = new Request("http://localhost:3000/", { method: "POST", body: form });
    expect(await readBody(request)).toMatchObject({ error: { status: 400 } });
  });
});

describe("a body that can't be read", () => {
  it("is no error if the client closed the connection", async () => {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("{"));
        controller.error(new Error("aborted"));
      },
    });
    expect(await read(stream)).toEqual([400, "The request was aborted."]);
  });

  it("is refused if it is too large, whatever length it declares", async () => {
    const detail = "Request body exceeds 64 KiB.";
    expect(await read("a".repeat(MAX_BODY_BYTES + 1))).toEqual([413, detail]);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
    });
    expect(await read(endless)).toEqual([413, detail]);
  });
});
