import { assess, init } from "lssc/slim";
import { options, record, show } from "./record.js";

await init();
show(assess(record, options));
