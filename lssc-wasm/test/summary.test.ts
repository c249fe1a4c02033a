/** Summaries in Node, by the module that is built for speed. */

import { testSummaries } from "./support/summaries.ts";

testSummaries();
