import { assess } from "lssc";
import { options, record } from "./record.js";

postMessage(assess(record, options));
