import { assess, init } from "lssc/slim";
import { options, record } from "./record.js";

await init();
postMessage(assess(record, options));
