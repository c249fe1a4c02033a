import { assess } from "lssc";
import { options, record, show } from "./record.js";

show(assess(record, options));
