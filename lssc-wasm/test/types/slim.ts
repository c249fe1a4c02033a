// Where the module may come from, also where the types of a browser are missing. Compiled, never run.

import { init, type Source } from "lssc/slim";

export const places: Source[] = ["lssc_bg.wasm", new URL("file:///lssc_bg.wasm"), new Uint8Array()];
export const loaded: Promise<void> = init(Promise.resolve(new ArrayBuffer(8)));

// @ts-expect-error nothing is no place
export const wrong: Source = null;
