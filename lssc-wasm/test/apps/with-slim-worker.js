import { show } from "./record.js";

const worker = new Worker(new URL("./slim-worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => show(data);
