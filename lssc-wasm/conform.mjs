// The conformance runner (RULES 8): requests on standard input, one a line; answers on standard output, one a line, in order.
// A bad line is answered with faults.
//
//     node lssc-wasm/conform.mjs < requests.jsonl > answers.jsonl
import { answer } from "lssc";

const NEWLINE = 0x0a;

/** The pieces of the line at hand that have been read so far. */
let pieces = [];

async function reply(line) {
  const answered = Buffer.concat([answer(line), Buffer.of(NEWLINE)]);
  await new Promise((resolve, reject) => {
    process.stdout.write(answered, (error) => (error ? reject(error) : resolve()));
  });
}

async function replyToAll() {
  for await (let chunk of process.stdin) {
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE)) {
      await reply(Buffer.concat([...pieces, chunk.subarray(0, end)]));
      pieces = [];
      chunk = chunk.subarray(end + 1);
    }
    if (chunk.length > 0) {
      pieces.push(chunk);
    }
  }
  if (pieces.length > 0) {
    await reply(Buffer.concat(pieces));
  }
}

// An error in writing reaches the one who writes; unheard here, it would end the program.
process.stdout.on("error", () => {});

try {
  await replyToAll();
} catch (error) {
  // Whoever asked has heard enough.
  if (error.code !== "EPIPE") {
    throw error;
  }
}
