// For a bundler that does not follow `new URL`: its own loader says where the file is, or what it holds.
import wasm from "lssc/lssc.wasm";
import { assess, init } from "lssc/slim";
import { options, record, show } from "./record.js";

await init(wasm);
show(assess(record, options));
